"""Arithmetic on the spans of one part: runs of characters in order and apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quoteattr.document import Span


def size(spans: Iterable[Span]) -> int:
    """How many characters these spans hold together."""
    return sum(span.end - span.start for span in spans)


def shared(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """How many characters some spans share with others."""
    return sum(max(0, min(s.end, o.end) - max(s.start, o.start)) for s in spans for o in others)


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches of text as spans in order and apart."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def cut_out(text: str, spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of the spans outside the holes, without blanks where it was cut."""
    left = tuple(spans)
    for hole in holes:
        left = tuple(piece for span in left for piece in _around(text, span, hole))
    return left


def _around(text: str, span: Span, hole: Span) -> Iterator[Span]:
    if not span.overlaps(hole):
        yield span
        return
    for start, end in ((span.start, hole.start), (hole.end, span.end)):
        words = text[start:end]
        if words.strip():
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
