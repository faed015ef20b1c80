"""Hypothesis strategies: articles with their gold attributions, families of claims, and every public value.

- :func:`attributed_texts`: an article, as the Document that says who said what in it
- :func:`claim_families`: a claim, wordings that make it too, and look-alikes that do not
- :func:`documents`, :func:`statements`, :func:`spans` and so on: values as odd as their classes allow
- :func:`awkward_texts`: what any function of a text must take

``from_type`` knows the public classes, through these, wherever Hypothesis is imported. Importing this
package raises :class:`~quoteattr.errors.MissingExtraError` where Hypothesis is not installed.
"""

from quoteattr.errors import MissingExtraError

try:
    import hypothesis as _hypothesis  # noqa: F401
except ImportError as error:
    raise MissingExtraError(
        "the strategies need Hypothesis; run: pip install 'quoteattr[hypothesis]'"
    ) from error

from quoteattr.strategies.articles import attributed_texts
from quoteattr.strategies.claims import ClaimFamily, claim_families, wordings
from quoteattr.strategies.texts import any_texts, awkward_texts, marked_texts
from quoteattr.strategies.tracked import (
    claim_sets,
    claim_trackers,
    claims,
    comparisons,
    conflicts,
    differences,
    variants,
)
from quoteattr.strategies.values import attributions, documents, resolutions, spans, speakers, statements

__all__ = [
    "ClaimFamily",
    "any_texts",
    "attributed_texts",
    "attributions",
    "awkward_texts",
    "claim_families",
    "claim_sets",
    "claim_trackers",
    "claims",
    "comparisons",
    "conflicts",
    "differences",
    "documents",
    "marked_texts",
    "resolutions",
    "spans",
    "speakers",
    "statements",
    "variants",
    "wordings",
]
