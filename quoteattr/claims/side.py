"""One side of a gap in an alignment: its words, and what is known of them."""

from __future__ import annotations

from quoteattr.claims.lexicon import Trait
from quoteattr.claims.vocabulary import Vocabulary

_EDGE = 4
_NO_CONTENT = Trait.FUNCTION | Trait.PRONOUN | Trait.NUMBER | Trait.DATE | Trait.NEGATOR | Trait.TITLE


class Side:
    """The words of one side of a gap.

    ``open`` are those with no pair, ``near`` those of them nearest to what is shared, and
    ``mask`` is all the traits of these.
    """

    def __init__(self, codes: str, words: Vocabulary) -> None:
        self.keys = words.decode(codes)
        self.traits = [words.traits[ord(code)] for code in codes]
        self.open = list(range(len(codes)))
        self.near: list[int] = []
        self.mask = 0

    def close(self, first: bool, last: bool) -> None:
        """Settle what is near, once all pairs are taken out."""
        self.near = self.open
        if first and not last:
            self.near = self.open[-_EDGE:]
        elif last and not first:
            self.near = self.open[:_EDGE]
        for i in self.near:
            self.mask |= self.traits[i]

    def having(self, wanted: int) -> tuple[int, ...]:
        """The near words that have one of some traits."""
        return tuple([i for i in self.near if self.traits[i] & wanted]) if self.mask & wanted else ()

    def names(self) -> tuple[int, ...]:
        """The near words that are names."""
        return tuple([i for i in self.near if self._is_name(i)])

    def _is_name(self, i: int) -> bool:
        if self.traits[i] & Trait.KNOWN:
            return bool(self.traits[i] & Trait.NAME) and not self.traits[i] & (Trait.DATE | Trait.TITLE)
        return len(self.keys[i]) > 2 and self.keys[i].isalpha()

    def is_nobody(self, names: tuple[int, ...]) -> bool:
        """Whether these are names, all of places or organizations."""
        return bool(names) and all(self.traits[i] & (Trait.PLACE | Trait.GROUP) for i in names)

    def knows(self, at: tuple[int, ...]) -> bool:
        """Whether the tables know all of these words."""
        return all(self.traits[i] & Trait.KNOWN for i in at)

    def content(self) -> tuple[int, ...]:
        """The near words that say something by themselves."""
        return tuple([i for i in self.near if not self.traits[i] & _NO_CONTENT])
