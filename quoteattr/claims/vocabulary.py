"""Canonical words as single characters, so that string routines in C run over words."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from quoteattr.claims.lexicon import Trait, traits, weight
from quoteattr.errors import InputValueError


class Vocabulary:
    """The words met so far: each has one character, its number in the vocabulary.

    ``keys``, ``weights`` and ``traits`` are indexed by ``ord`` of that character.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.weights: list[float] = []
        self.traits: list[Trait] = []
        self._code_of: dict[str, str] = {}

    def encode(self, keys: Iterable[str]) -> str:
        """A string with one character a word."""
        code_of = self._code_of
        return "".join([code_of.get(key) or self._added(key) for key in keys])

    def decode(self, codes: str) -> tuple[str, ...]:
        """The words that :meth:`encode` was given."""
        return tuple(self.keys[ord(code)] for code in codes)

    def weight(self, codes: str) -> float:
        """How much these words tell, together."""
        weights = self.weights
        return sum([weights[ord(code)] for code in codes])

    def _added(self, key: str) -> str:
        if len(self.keys) > sys.maxunicode:
            raise InputValueError(f"a tracker holds at most {sys.maxunicode + 1:,} different words")
        code = self._code_of[key] = chr(len(self.keys))
        self.keys.append(key)
        self.weights.append(weight(key))
        self.traits.append(traits(key))
        return code
