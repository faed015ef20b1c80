"""From characters back to the tokens of a parsed document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.extraction.reading import columns
from quoteattr.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@frozen(eq=False)
class Places:
    """The tokens of a document, found by character offsets in logarithmic time."""

    doc: Doc
    _starts: list[int] = field(init=False)

    @_starts.default
    def _find_starts(self) -> list[int]:
        return columns.starts(self.doc)

    def token(self, offset: int) -> Token:
        """The token that a character stands in, or the one before it."""
        return self.doc[max(bisect_right(self._starts, offset) - 1, 0)]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that a span touches."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        return list(self.doc[first : bisect_left(self._starts, span.end)])
