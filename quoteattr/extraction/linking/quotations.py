"""Candidates held against the quotation marks.

The tagger sees marks as one feature among others; here they are evidence of their own: a content that
has most of a quotation has all of it, over paragraphs too, unless its cue stands inside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from quoteattr.document import Kind
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.marks import Quotation
from quoteattr.roles import quotation_role
from quoteattr.spans import Span, cut_out, merge, shared, size

_DIRECT_SHARE = 0.9
# Characters: the tokens before a cue that a tagger sees are about so many.
_IN_VIEW = 400


@frozen(eq=False)
class Marks:
    """The quotations of a text, in order and apart, found by place; each may have others within."""

    quotations: tuple[Quotation, ...]
    within: Mapping[Span, Marks]
    _starts: list[int] = field(init=False)

    @_starts.default
    def _find_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    @classmethod
    def of(cls, quotations: Iterable[Quotation], depth: int = 0) -> Marks:
        """The marks of quotations of at least this depth, outer before inner."""
        outermost: list[Quotation] = []
        within: dict[Span, list[Quotation]] = {}
        for quotation in quotations:
            if quotation.depth == depth:
                outermost.append(quotation)
            else:
                within.setdefault(outermost[-1].span, []).append(quotation)
        return cls(tuple(outermost), {span: cls.of(inner, depth + 1) for span, inner in within.items()})

    def starting_at(self, start: int) -> Quotation | None:
        """The quotation that opens at a place."""
        at = bisect_left(self._starts, start)
        found = at < len(self._starts) and self._starts[at] == start
        return self.quotations[at] if found else None

    def beside(self, span: Span) -> tuple[Quotation, ...]:
        """The first quotation after a span and the last one that starts before it, where there are such."""
        after = bisect_left(self._starts, span.end)
        return self.quotations[after : after + 1] + self.quotations[max(after - 1, 0) : after]

    def around(self, spans: Sequence[Span], place: int) -> Iterator[Quotation]:
        """The quotations between the first and the last of some spans, which are in order.

        They are those outside which a place stands: where it is quoted, those within its quotation.
        """
        first = max(bisect_right(self._starts, spans[0].start) - 1, 0)
        for quotation in self.quotations[first : bisect_left(self._starts, spans[-1].end)]:
            if not quotation.start <= place < quotation.end:
                yield quotation
            elif quotation.span in self.within:
                yield from self.within[quotation.span].around(spans, place)

    def holding(self, place: int) -> Quotation | None:
        """The innermost quotation that a place stands in."""
        at = bisect_right(self._starts, place) - 1
        if at < 0 or self.quotations[at].end <= place:
            return None
        inner = self.within.get(self.quotations[at].span)
        return (inner and inner.holding(place)) or self.quotations[at]


def fit_to_quotations(text: str, candidate: Candidate, marks: Marks) -> Candidate:
    """The candidate with its content grown over each quotation that it holds most of.

    Within the quotation that its cue stands in it ends before the mark.
    """
    if not candidate.content:
        return candidate
    grown = [
        quotation.span
        for quotation in marks.around(candidate.content, candidate.anchor)
        if not _holds_any(quotation.span, candidate.cue + candidate.source)
        and any(_holds_most(candidate.content, piece) for piece in _seen(quotation))
    ]
    content = merge([*candidate.content, *grown]) if grown else candidate.content
    holding = marks.holding(candidate.anchor)
    return evolve(candidate, content=_less_marks(text, content, holding) if holding else content)


def _less_marks(text: str, content: Sequence[Span], holding: Quotation) -> tuple[Span, ...]:
    """A content within the quotation that its cue stands in, without the marks of this quotation."""
    if not all(holding.span.contains(span) for span in content):
        return tuple(content)
    ends = ((holding.start, holding.inner.start), (holding.inner.end, holding.end))
    return cut_out(text, content, [Span(*marks) for marks in ends if marks[0] < marks[1]])


def is_title(text: str, candidate: Candidate, marks: Marks) -> bool:
    """Whether the content is a title in marks and no more: 'appeared on "Meet the Mayor"'."""
    if len(candidate.content) != 1:
        return False
    quotation = marks.starting_at(candidate.content[0].start)
    if quotation is None or quotation.span != candidate.content[0]:
        return False
    return quotation_role(text, quotation) == "title"


def _seen(quotation: Quotation) -> tuple[Span, Span]:
    """What a quotation holds of the paragraphs it opens and closes in: all that a tagger outside can see."""
    return quotation.pieces[0], quotation.pieces[-1]


def _holds_most(content: Sequence[Span], piece: Span) -> bool:
    """Whether a content has most of a piece, or of as much of it as a tagger sees at a time."""
    return 2 * shared([piece], content) > min(size([piece]), _IN_VIEW)


def _holds_any(outer: Span, spans: Iterable[Span]) -> bool:
    return any(outer.contains(span) for span in spans)


def kind_of(candidate: Candidate, marks: Marks) -> Kind:
    """Direct, mixed or indirect: how much of the content stands in marks that its cue stands outside."""
    around = marks.around(candidate.content, candidate.anchor)
    quoting = [q.span for q in around if not _holds_any(q.span, candidate.cue)]
    share = shared(candidate.content, quoting) / size(candidate.content)
    return "direct" if share >= _DIRECT_SHARE else "mixed" if share > 0 else "indirect"
