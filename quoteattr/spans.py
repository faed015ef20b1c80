"""Spans of text, and arithmetic on those of one part: runs of characters in order and apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from attrs import Attribute, field, frozen

from quoteattr._validation import of_type, to_tuple
from quoteattr.errors import InputValueError


@frozen(order=True)
class Span:
    """A stretch of text: ``text[start:end]``, in code points, end exclusive, never empty."""

    start: int = field(validator=of_type(int))
    end: int = field(validator=of_type(int))

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InputValueError(f"a span must start at 0 or later and end after that, not {self}")

    def of(self, text: str) -> str:
        """The words of this span in its document's text."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


def to_span(value: Span | tuple[int, int]) -> Span:
    """A converter of pairs of offsets."""
    if isinstance(value, Span):
        return value
    if len(pair := to_tuple(value)) != 2:
        raise InputValueError(f"a span is a pair of offsets, start and end, not {value!r:.80}")
    return Span(*pair)


def optional_span(value: Span | tuple[int, int] | None) -> Span | None:
    """A converter of pairs of offsets, or None."""
    return None if value is None else to_span(value)


def to_spans(value: Iterable[Span | tuple[int, int]]) -> tuple[Span, ...]:
    """A converter of some pairs of offsets."""
    return tuple(to_span(s) for s in to_tuple(value))


def in_order(owner: Any, attribute: Attribute[tuple[Span, ...]], value: tuple[Span, ...]) -> None:
    """A validator that refuses spans out of text order or overlapping."""
    for left, right in pairwise(value):
        if right.start < left.end:
            where = f"{type(owner).__name__}.{attribute.name}"
            raise InputValueError(f"the spans of {where} must be in text order and apart: {left}, {right}")


def size(spans: Iterable[Span]) -> int:
    """How many characters these spans hold together."""
    return sum(span.end - span.start for span in spans)


def shared(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """How many characters some spans share with others, which are in order and apart."""
    count = 0
    for span in spans:
        first = max(bisect_right(others, span.start, key=lambda other: other.start) - 1, 0)
        for i in range(first, len(others)):
            if others[i].start >= span.end:
                break
            count += max(0, min(span.end, others[i].end) - max(span.start, others[i].start))
    return count


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same stretches of text as spans in order and apart."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def before(spans: Iterable[Span], offset: int) -> tuple[Span, ...]:
    """What the spans hold before a place."""
    return tuple(Span(span.start, min(span.end, offset)) for span in spans if span.start < offset)


def cut_out(text: str, spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """What words are left of the spans outside the holes, without blanks where it was cut."""
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
        if any(map(str.isalnum, words)):
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
