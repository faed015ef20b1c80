"""Statements to claims: wording -> candidates -> comparison -> clustering -> tracker.

Each stage is a pure function on values and imports none that come after it:

- ``stems``, ``numbers``, ``lexicon``, ``spelling``, ``wording``: a text in canonical words
- ``vocabulary``, ``candidates``: which wordings are worth comparing
- ``alignment``, ``side``, ``reading``, ``guards``, ``verdict``, ``judging``, ``comparison``: what two
  wordings are to each other
- ``index``, ``components``, ``clustering``: which statements make one claim
- ``claim``, ``claimset``, ``tracker``: the values, and keeping them up to date
- ``telling``: what tables, pages and plots tell of them in words
"""

from quoteattr.claims.claim import Claim, Conflict, Variant
from quoteattr.claims.claimset import ClaimSet
from quoteattr.claims.comparison import Comparison, Difference, compare
from quoteattr.claims.tracker import ClaimTracker, track

__all__ = [
    "Claim",
    "ClaimSet",
    "ClaimTracker",
    "Comparison",
    "Conflict",
    "Difference",
    "Variant",
    "compare",
    "track",
]
