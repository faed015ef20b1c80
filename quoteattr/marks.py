"""Quotation marks in raw text: which open, which close, what they hold, and how they nest.

Marks are read by where they stand (white space, punctuation, the paragraph's start, what is open),
never by which way they curl: a straight, a curly and a wrongly curled mark at one place are the
same mark. Single marks are told from apostrophes by the same means; they quote only if they close.

A quotation that is left open at its paragraph's end goes on in the next one if that starts with
the same mark, as print has it; else it ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from attrs import define, field, frozen

from quoteattr.document import Span
from quoteattr.paragraphs import whole_paragraphs

# Print knows two or three levels; deeper ones are noise, and a bound keeps the pairing linear.
DEEPEST = 8

_SINGLES = "'‘’‚‛`´′"
_DOUBLES = '"“”„‟″＂'
_MARKS = re.compile(
    rf"""
      <[A-Za-z/!][^<>\n]*+>                               # markup: its marks quote nothing
    | (?<=\d)[{_SINGLES}]\s?\d\d?(?:[{_DOUBLES}]|[{_SINGLES}]{{2}})   # 6'2"
    | (?<!\w)[{_SINGLES}][nN][{_SINGLES}](?!\w)           # rock 'n' roll
    | (?P<double>[{_DOUBLES}])
    | (?P<guillemet>[«»])
    | (?P<single_guillemet>[‹›])
    | (?P<run>[{_SINGLES}]{{2,}}+)
    | (?P<single>(?<!\w)[{_SINGLES}]|[{_SINGLES}](?!\w))
    """,
    re.VERBOSE,
)

_OPENING_BRACKETS = frozenset("([{<¿¡")
_CLOSING_PUNCTUATION = frozenset(".,;:!?)]}>")
# Says nothing by itself: dashes, slashes, the ellipsis, and the invisible.
_NEUTRAL = frozenset("-‐‑‒–—―/=…*_•|\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff")

_BLANK = " \t\xa0" + "".join(_NEUTRAL)
_CLITIC = re.compile(r"(?:s|re|ll|ve|d|m|t|n)(?![\w-])")
_ELISION = re.compile(
    r"(?:\d\ds?|em|tis|twas|twere|til|till|cause|cuz|coz|bout|round|cept|nother|nuff|neath|kay)\b",
    re.IGNORECASE,
)
_MAY_BE_APOSTROPHE = re.compile(
    r"""(?: (?<=s.)\s+(?!(?:and|or|but|nor|of|in|on|at|to|for|from|by|with|about|as|than|that|which|who
            |if|when|while|because|after|before|during|since|is|was|were|are|has|have|had|will|would
            |could|should|can|may|might|must|do|does|did|be|been|he|she|it|they|we|i|you|the|a|an
            |said|says|this|these|those|his|her|their|its|not)\b)(?=\w)
        | (?<=in.)(?=\s) | (?<=\d.)(?=\s) | (?<=\b(?:ol|an|th).)\s | (?<=\bo.)\s
        )""",
    re.VERBOSE | re.IGNORECASE,
)


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
    pairing = _Pairing(text)
    for paragraph, marks in _by_paragraph(text):
        pairing.read(paragraph, marks)
    pairing.give_up(from_level=0)
    return _nested(text, pairing.found)


Role: TypeAlias = Literal["speech", "term", "title"]


def quotation_role(text: str, quotation: Quotation) -> Role:
    """Whether a quotation is quoted speech, a term or scare quote, or a title, by form alone."""
    words = quotation.inner.of(text).split()
    ended = words[-1][-1:] in ",.?!…-–—"
    if len(words) > 5 or len(quotation.pieces) > 1:
        return "speech"
    if all(w[0].isupper() for w in words if len(w) > 3) and words[0][0].isupper() and not ended:
        return "title"
    return "speech" if ended else "term"


class _Turn(Enum):
    OPENS = 1
    MAY_OPEN = 2
    CLOSES = 3
    MAY_CLOSE = 4
    EITHER = 5


class _Mark(NamedTuple):
    kind: str
    start: int
    end: int
    turn: _Turn = _Turn.EITHER
    leads: bool = False


def _by_paragraph(text: str) -> Iterator[tuple[Span, list[_Mark]]]:
    marks = list(_find_marks(text))
    first = last = 0
    for paragraph in whole_paragraphs(text):
        while last < len(marks) and marks[last].start < paragraph.end:
            last += 1
        yield paragraph, list(_turned(text, paragraph, marks[first:last]))
        first = last


def _find_marks(text: str) -> Iterator[_Mark]:
    for match in _MARKS.finditer(text):
        if match.lastgroup == "run":
            yield from _split_run(text, *match.span())
        elif match.lastgroup is not None:
            yield _Mark(match.lastgroup, *match.span())


def _split_run(text: str, start: int, end: int) -> Iterator[_Mark]:
    """Two single marks are a double one; an odd one stands inside: '''a' b''."""
    opens = start == 0 or text[start - 1].isspace()
    if (end - start) % 2 and not opens:
        yield _Mark("single", start, start + 1)
        start += 1
    for at in range(start, end - 1, 2):
        yield _Mark("double", at, at + 2)
    if (end - start) % 2:
        yield _Mark("single", end - 1, end)


def _turned(text: str, paragraph: Span, marks: list[_Mark]) -> Iterator[_Mark]:
    """The marks with the turn that their place gives them; apostrophes are left out."""
    for run in _adjacent(marks):
        start, end = run[0].start, run[-1].end
        leads = run[0] is marks[0] and not text[paragraph.start : start].strip(_BLANK)
        turn = _Turn.OPENS if leads else _turn(text, paragraph, start, end)
        for mark in run:
            own = _single_turn(text, mark, turn) if mark.kind == "single" else turn
            if own is not None:
                yield _Mark(mark.kind, mark.start, mark.end, own, leads)


def _adjacent(marks: list[_Mark]) -> Iterator[list[_Mark]]:
    run: list[_Mark] = []
    for mark in marks:
        if run and run[-1].end != mark.start:
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _turn(text: str, paragraph: Span, start: int, end: int) -> _Turn:
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    gap_before = before.isspace() or before in _OPENING_BRACKETS
    neutral_after = after in _NEUTRAL or text.startswith("..", end)
    gap_after = not neutral_after and (after.isspace() or after in _CLOSING_PUNCTUATION)
    if gap_before:
        return _Turn.EITHER if gap_after else _Turn.OPENS
    if before in _NEUTRAL:
        return _Turn.CLOSES if gap_after else _Turn.EITHER if neutral_after else _Turn.OPENS
    return _Turn.CLOSES if gap_after or neutral_after else _Turn.EITHER


def _single_turn(text: str, mark: _Mark, turn: _Turn) -> _Turn | None:
    """The turn of a single mark, or None where it is an apostrophe."""
    if turn is _Turn.OPENS and _CLITIC.match(text, mark.end):
        return None
    if turn is _Turn.OPENS and _ELISION.match(text, mark.end):
        return _Turn.MAY_OPEN
    if turn is _Turn.CLOSES and _MAY_BE_APOSTROPHE.match(text, mark.end):
        return _Turn.MAY_CLOSE
    return turn


@define
class _Open:
    """A quotation that is not closed yet."""

    mark: _Mark
    piece_start: int
    pieces: list[tuple[int, int]] = field(factory=list)
    possible_end: _Mark | None = None
    next_start: int | None = None


class _Found(NamedTuple):
    start: int
    end: int
    opening_end: int
    closing_start: int
    pieces: list[tuple[int, int]]


class _Pairing:
    """A stack of open quotations, read mark by mark."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Open] = []
        self.found: list[_Found] = []

    def read(self, paragraph: Span, marks: list[_Mark]) -> None:
        continued = 0
        for quotation, mark in zip(self.open, marks, strict=False):
            if not mark.leads or mark.kind != quotation.mark.kind:
                break
            quotation.piece_start = mark.end
            continued += 1
        self.give_up(from_level=continued)
        for mark in marks[continued:]:
            self._take(mark)
        self._end_paragraph(paragraph)

    def give_up(self, from_level: int) -> None:
        """Leave what is open from that level on unclosed; single marks were apostrophes then."""
        for quotation in self.open[from_level:]:
            if quotation.mark.kind != "single":
                self._keep_unclosed(quotation)
        del self.open[from_level:]

    def _end_paragraph(self, paragraph: Span) -> None:
        unclosed, self.open = self.open, []
        for quotation in unclosed:
            if quotation.next_start is not None:
                quotation.pieces.append((quotation.piece_start, quotation.next_start))
                self._keep_unclosed(quotation)
            elif quotation.mark.kind != "single" or not self._settle(quotation):
                quotation.pieces.append((quotation.piece_start, paragraph.end))
                self.open.append(quotation)

    def _take(self, mark: _Mark) -> None:
        level = self._level_of(mark)
        if mark.turn is _Turn.MAY_CLOSE:
            if level is not None and self.open[level].possible_end is None:
                self.open[level].possible_end = mark
        elif mark.turn is _Turn.MAY_OPEN:
            if level is None:
                self._push(mark)
        elif mark.turn is _Turn.OPENS or (mark.turn is _Turn.EITHER and level is None):
            self._push(mark)
        elif level is not None:
            self._close(level, mark)

    def _level_of(self, mark: _Mark) -> int | None:
        """Where in the stack a mark of this kind may close: single ones only on top."""
        for level in range(len(self.open) - 1, -1, -1):
            if self.open[level].mark.kind == mark.kind:
                return level
            if mark.kind == "single":
                return None
        return None

    def _push(self, mark: _Mark) -> None:
        same = [q for q in self.open[-2:] if q.mark.kind == mark.kind]
        if same and same[-1] is self.open[-1]:
            self._open_again(mark, same)
        if len(self.open) < DEEPEST:
            self.open.append(_Open(mark, mark.end))

    def _open_again(self, mark: _Mark, same: list[_Open]) -> None:
        """A mark opens where its like is open: one inside the other, or one that was never closed."""
        last = same[-1]
        if mark.kind == "single":
            self.open.pop()
            self._settle(last)
            return
        if len(same) == 2:
            never_closed = self.open.pop(-2)
            never_closed.pieces.append((never_closed.piece_start, last.mark.start))
            self._keep_unclosed(never_closed)
        if last.next_start is None:
            last.next_start = mark.start

    def _settle(self, quotation: _Open) -> bool:
        """End a single-marked quotation at what may have been an apostrophe, if there was one."""
        mark = quotation.possible_end
        if mark is None or quotation.mark.turn is _Turn.MAY_OPEN:
            return False
        self._keep(quotation, mark)
        return True

    def _close(self, level: int, mark: _Mark) -> None:
        for inside in self.open[level + 1 :]:
            if inside.mark.kind == "single":
                self._settle(inside)
        quotation = self.open[level]
        del self.open[level:]
        self._keep(quotation, mark)

    def _keep(self, quotation: _Open, mark: _Mark) -> None:
        pieces = [*quotation.pieces, (quotation.piece_start, mark.start)]
        opening = quotation.mark
        self.found.append(_Found(opening.start, mark.end, opening.end, mark.start, pieces))

    def _keep_unclosed(self, quotation: _Open) -> None:
        opening, end = quotation.mark, quotation.pieces[-1][1]
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
