"""Long sources less what is told of them in passing: 'Moss, a lawyer for the town who has fought ...'."""

from __future__ import annotations

from attrs import evolve

from quoteattr.extraction.reading.places import Places
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import before, size

# A name with its office is seldom longer.
_LONG = 120
_RELATIVE = ("WDT", "WP", "WP$")


def trim_source(places: Places, candidate: Candidate) -> Candidate:
    """The candidate, its source cut before the first relative clause in it where it is long."""
    if size(candidate.source) <= _LONG:
        return candidate
    words = [token for span in candidate.source for token in places.tokens(span)]
    relative = next((number for number, token in enumerate(words) if token.tag_ in _RELATIVE), 0)
    named = [token for token in words[:relative] if not token.is_punct and not token.is_space]
    if not named:
        return candidate
    end = named[-1].idx + len(named[-1])
    return evolve(candidate, source=before(candidate.source, end))
