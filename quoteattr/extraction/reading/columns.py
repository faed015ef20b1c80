"""A Doc's attributes as columns, without a Python object for each token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc


def numbers(doc: Doc, attribute: str) -> NDArray[np.int64]:
    """A numeric attribute of each token, by its spaCy name ('HEAD' is relative, as spaCy keeps it)."""
    from spacy import attrs

    return np.asarray(doc.to_array(getattr(attrs, attribute)), dtype=np.uint64).astype(np.int64)


def strings(doc: Doc, attribute: str) -> list[str]:
    """A string attribute of each token, by its spaCy name."""
    from spacy import attrs

    hashes = np.asarray(doc.to_array(getattr(attrs, attribute)), dtype=np.uint64)
    known, places = np.unique(hashes, return_inverse=True)
    names = [doc.vocab.strings[key] for key in known.tolist()]
    return [names[place] for place in places.tolist()]


def starts(doc: Doc) -> list[int]:
    """The character at which each token starts."""
    spacing = numbers(doc, "SPACY")
    ends = np.cumsum(numbers(doc, "LENGTH") + spacing) - spacing
    begun: list[int] = (ends - numbers(doc, "LENGTH")).tolist()
    return begun
