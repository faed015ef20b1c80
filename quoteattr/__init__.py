"""Who said what, through whom, in which exact words, and where else the same claim was made.

The names below are the public interface. They load on first use, so that ``import quoteattr``
costs neither spaCy nor a model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoteattr.claims import (
        Claim,
        ClaimSet,
        ClaimTracker,
        Comparison,
        Conflict,
        Difference,
        Variant,
        compare,
        track,
    )
    from quoteattr.document import Attribution, Document, Speaker, Statement
    from quoteattr.errors import MissingModelError, QuoteattrError
    from quoteattr.extraction import Resolution, Resolver, extract, extract_many
    from quoteattr.spans import Span

__version__ = "0.1.0"

_HOMES = {
    "quoteattr.claims": (
        "Claim",
        "ClaimSet",
        "ClaimTracker",
        "Comparison",
        "Conflict",
        "Difference",
        "Variant",
        "compare",
        "track",
    ),
    "quoteattr.document": ("Attribution", "Document", "Speaker", "Statement"),
    "quoteattr.errors": ("MissingModelError", "QuoteattrError"),
    "quoteattr.extraction": ("Resolution", "Resolver", "extract", "extract_many"),
    "quoteattr.spans": ("Span",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Attribution",
    "Claim",
    "ClaimSet",
    "ClaimTracker",
    "Comparison",
    "Conflict",
    "Difference",
    "Document",
    "MissingModelError",
    "QuoteattrError",
    "Resolution",
    "Resolver",
    "Span",
    "Speaker",
    "Statement",
    "Variant",
    "compare",
    "extract",
    "extract_many",
    "track",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'quoteattr' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
