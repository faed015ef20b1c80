"""A text as it is written, with the spans of what was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from quoteattr.document import Span

Marks: TypeAlias = Literal["straight", "curly"]

_PAIRS: dict[Marks, tuple[str, str]] = {"straight": ('""', "''"), "curly": ("“”", "‘’")}
_APOSTROPHES: dict[Marks, str] = {"straight": "'", "curly": "’"}


class Page:
    """A growing text in one style of quotation marks, double ones outside and single ones inside."""

    def __init__(self, marks: Marks) -> None:
        self.text = ""
        self.quotations = 0
        self._marks = marks
        self._depth = 0
        self._opens_sentence = True

    def write(self, words: str) -> Span:
        """Add words, the first with a capital where a sentence opens; gives where they stand."""
        if self._opens_sentence:
            words = words[0].upper() + words[1:]
            self._opens_sentence = False
        start = len(self.text)
        self.text += words.replace("'", _APOSTROPHES[self._marks])
        return Span(start, len(self.text))

    def open_sentence(self, gap: str = "") -> None:
        """Have a sentence begin, after a gap where something stands before it."""
        self.text += gap if self.text else ""
        self._opens_sentence = True

    @contextmanager
    def quotation(self) -> Iterator[None]:
        """Put what is written within into quotation marks."""
        opening, closing = _PAIRS[self._marks][self._depth % 2]
        self.text += opening
        self.quotations += 1
        self._depth += 1
        yield
        self._depth -= 1
        self.text += closing
