"""The mode of an attribution: something uttered or written, or something thought, felt and meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quoteattr.document import Mode
from quoteattr.extraction.lexicons import is_one_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = ("VERB", "AUX", "NOUN", "ADJ")


def find_mode(cue: Iterable[Token]) -> Mode:
    """Attitude, where a word of the cue is one of thought or feeling; else speech, the common case."""
    words = (token for token in cue if token.pos_ in _TELLING)
    return "attitude" if any(is_one_of(word, "attitudes") for word in words) else "speech"
