"""One attribution seen on the parse: the words of its source and cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.document import Attribution
from quoteattr.extraction.reading.places import Places
from quoteattr.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@frozen(eq=False)
class Frame:
    """An attribution on the parse: the tokens of its source and cue, and the one that the cue hangs by."""

    attribution: Attribution
    source: Sequence[Token]
    cue: Sequence[Token]
    head: Token

    def in_content(self, token: Token) -> bool:
        """Whether a token is of the content."""
        return _covers(self.attribution.content, token)


def _covers(spans: Sequence[Span], token: Token) -> bool:
    before = bisect_right(spans, token.idx, key=lambda span: span.start)
    return before > 0 and token.idx < spans[before - 1].end


def find_frames(places: Places, attributions: Iterable[Attribution]) -> Iterator[Frame | None]:
    """The frame of each attribution; None where it has no cue."""
    for attribution in attributions:
        source, cue = (
            [token for span in spans for token in places.tokens(span)]
            for spans in (attribution.source, attribution.cue)
        )
        yield Frame(attribution, source, cue, _head(cue)) if cue else None


def _head(cue: Sequence[Token]) -> Token:
    members = {token.i for token in cue}
    tops = [token for token in cue if token.head.i not in members or token.head.i == token.i]
    return next((token for token in tops if token.pos_ == "VERB"), tops[0])
