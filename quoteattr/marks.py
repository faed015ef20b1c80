"""Quotation marks in raw text: which open, which close, what they hold, and how they nest.

Marks are read by where they stand (white space, punctuation, the paragraph's start, what is open),
never by which way they curl: a straight, a curly and a wrongly curled mark at one place are the
same mark. Single marks are told from apostrophes by the same means; they quote only if they close.

A quotation that is left open at its paragraph's end goes on in the next one if that starts with
the same mark, as print has it; else it ends there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from attrs import define, field, frozen

from quoteattr._directions import DOUBLE_MARKS, Direction, Mark, read_marks, without_markup
from quoteattr.paragraphs import whole_paragraphs
from quoteattr.roles import Role, quotation_role, stands_alone
from quoteattr.spans import Span

__all__ = ["Quotation", "Role", "find_quotations", "quotation_role", "stands_alone"]

# Print knows two or three levels; deeper ones are noise, and a bound keeps the pairing linear.
DEEPEST = 8
_INTRODUCING = frozenset({",", ":", *DOUBLE_MARKS})


@frozen(kw_only=True)
class Quotation:
    """Words in quotation marks: ``text[start:end]``, marks included.

    ``opening`` and ``closing`` are the marks as written; ``closing`` is empty where the mark was
    left out. ``pieces`` are the quoted words paragraph by paragraph, without the marks, those
    repeated at a paragraph's start included; there is at least one. ``depth`` is the number of
    quotations that this one stands in.
    """

    start: int
    end: int
    opening: str
    closing: str
    pieces: tuple[Span, ...]
    depth: int

    @property
    def closed(self) -> bool:
        """Whether the quotation has its closing mark."""
        return bool(self.closing)

    @property
    def span(self) -> Span:
        """The quotation with its marks."""
        return Span(self.start, self.end)

    @property
    def inner(self) -> Span:
        """All between the opening and the closing mark, as it stands."""
        return Span(self.start + len(self.opening), self.end - len(self.closing))


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, in text order, outer before inner; never crossing, never empty.

    Straight and curly marks give the same quotations. Takes time linear in the length of the text.
    """
    plain = without_markup(text)
    pairing = _Pairing(text)
    for paragraph in whole_paragraphs(text):
        pairing.read(paragraph, read_marks(plain, paragraph))
    pairing.give_up(from_level=0)
    return _nested(text, pairing.found)


@define
class _Open:
    """A quotation that is not closed yet.

    ``possible_end`` is a mark that may be an apostrophe or a measure; ``next_start`` is where its
    like was opened next and ``next_end`` where that was closed last: the quotation holds another,
    or its own closing mark was forgotten.
    """

    mark: Mark
    piece_start: int
    pieces: list[tuple[int, int]] = field(factory=list)
    possible_end: Mark | None = None
    next_start: int | None = None
    next_end: int | None = None


class _Found(NamedTuple):
    start: int
    end: int
    opening_end: int
    closing_start: int
    pieces: list[tuple[int, int]]


class _Pairing:
    """A stack of open quotations, read paragraph by paragraph and mark by mark."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Open] = []
        self.found: list[_Found] = []

    def read(self, paragraph: Span, marks: list[Mark]) -> None:
        for mark in self._continue(paragraph, marks):
            self._take(mark)
        self._end(paragraph)

    def give_up(self, from_level: int) -> None:
        """Leave what is open from that level on unclosed; single marks were apostrophes then."""
        for quotation in self.open[from_level:]:
            if quotation.mark.kind != "single":
                self._keep_unclosed(quotation)
        del self.open[from_level:]

    def _continue(self, paragraph: Span, marks: list[Mark]) -> list[Mark]:
        """Go on with what the paragraph's first marks reopen; the other marks are given back."""
        level = 0
        for quotation, mark in zip(self.open, marks, strict=False):
            if not (mark.leads and mark.kind == quotation.mark.kind and self._may_go_on(quotation)):
                break
            level += 1
            quotation.piece_start = mark.end if mark.direction is Direction.OPENS else paragraph.start
        self.give_up(from_level=level)
        return [m for m in marks[:level] if m.direction is not Direction.OPENS] + marks[level:]

    def _may_go_on(self, quotation: _Open) -> bool:
        """Whether this may be a quotation of several paragraphs, not an apostrophe before a word."""
        start = quotation.mark.start
        before = self.text[max(0, start - 2) : start].rstrip()[-1:]
        return quotation.mark.kind != "single" or quotation.mark.leads or before in _INTRODUCING

    def _end(self, paragraph: Span) -> None:
        unclosed, self.open = self.open, []
        for quotation in unclosed:
            if self._settle(quotation):
                continue
            quotation.pieces.append((quotation.piece_start, paragraph.end))
            if self._was_left_open(quotation, paragraph):
                self._keep_unclosed(quotation)
            else:
                self.open.append(quotation)

    def _was_left_open(self, quotation: _Open, paragraph: Span) -> bool:
        """Whether a quotation with its like inside lacks its mark, rather than goes on; cuts it then.

        A whole paragraph in marks may have others within; one that ends with them has not.
        """
        if quotation.next_start is None:
            return False
        within = quotation.next_end is not None and self.text[quotation.next_end : paragraph.end].strip()
        if quotation.mark.leads and within:
            quotation.next_start = None
            return False
        quotation.pieces[-1] = (quotation.piece_start, quotation.next_start)
        return True

    def _take(self, mark: Mark) -> None:
        level = self._level_of(mark)
        if level is None:
            if mark.direction not in (Direction.CLOSES, Direction.MAY_CLOSE):
                self._push(mark)
        elif mark.direction is Direction.OPENS:
            self._open_again(level, mark)
        elif mark.direction is Direction.MAY_CLOSE:
            self._note(level, mark)
        elif mark.direction is not Direction.MAY_OPEN:
            self._close(level, mark)

    def _level_of(self, mark: Mark) -> int | None:
        """Where the innermost open mark of this kind is; a single one counts only on top."""
        for level in range(len(self.open) - 1, -1, -1):
            if self.open[level].mark.kind == mark.kind:
                return level
            if mark.kind == "single":
                return None
        return None

    def _push(self, mark: Mark) -> None:
        if len(self.open) < DEEPEST:
            self.open.append(_Open(mark, mark.end))

    def _note(self, level: int, mark: Mark) -> None:
        quotation = self.open[level]
        if quotation is self.open[-1] and quotation.possible_end is None:
            quotation.possible_end = mark

    def _open_again(self, level: int, mark: Mark) -> None:
        """Open where the like is open: inside it, or after it where its end went unmarked."""
        last = self.open[level]
        if last is self.open[-1]:
            if self._settle(last) or mark.kind == "single":
                self.open.pop()
            elif level and self.open[level - 1].mark.kind == mark.kind:
                self._cut(level - 1, last.mark.start)
            if last.next_start is None:
                last.next_start = mark.start
        self._push(mark)

    def _cut(self, level: int, end: int) -> None:
        quotation = self.open.pop(level)
        quotation.pieces.append((quotation.piece_start, end))
        self._keep_unclosed(quotation)

    def _settle(self, quotation: _Open) -> bool:
        """End a quotation at what may have been its mark, if there was one."""
        if quotation.possible_end is None or quotation.mark.direction is Direction.MAY_OPEN:
            return False
        self._keep(quotation, quotation.possible_end)
        return True

    def _close(self, level: int, mark: Mark) -> None:
        for inside in self.open[level + 1 :]:
            if inside.mark.kind == "single":
                self._settle(inside)
        quotation = self.open[level]
        del self.open[level:]
        self._keep(quotation, mark)
        if self.open and self.open[-1].mark.kind == mark.kind:
            self.open[-1].next_end = mark.end

    def _keep(self, quotation: _Open, mark: Mark) -> None:
        pieces = [*quotation.pieces, (quotation.piece_start, mark.start)]
        opening = quotation.mark
        self.found.append(_Found(opening.start, mark.end, opening.end, mark.start, pieces))

    def _keep_unclosed(self, quotation: _Open) -> None:
        opening, end = quotation.mark, quotation.pieces[-1][1]
        if opening.direction is Direction.EITHER and not opening.leads:
            return
        end = opening.end + len(self.text[opening.end : end].rstrip())
        self.found.append(_Found(opening.start, end, opening.end, end, quotation.pieces))


def _nested(text: str, found: Iterable[_Found]) -> tuple[Quotation, ...]:
    ends: list[int] = []
    quotations = []
    for start, end, opening_end, closing_start, raw in sorted(found, key=lambda f: (f.start, -f.end)):
        pieces = tuple(piece for span in raw if (piece := _trimmed(text, *span)))
        if not pieces:
            continue
        while ends and ends[-1] <= start:
            ends.pop()
        quotations.append(
            Quotation(
                start=start,
                end=end,
                opening=text[start:opening_end],
                closing=text[closing_start:end],
                pieces=pieces,
                depth=len(ends),
            )
        )
        ends.append(end)
    return tuple(quotations)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Span(start, end) if start < end else None
