"""Which quotation marks a paragraph holds and which way each turns: opens, closes, may do either.

A mark is read by what stands beside it, never by which way it curls, so that straight, curly and
wrongly curled marks are read alike. Apostrophes are left out where they can be told at sight
("don't", "'em", "rock 'n' roll"); where they can only be told by what follows ("the workers'
right"), the mark comes as one that may close.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from quoteattr.document import Span

Kind: TypeAlias = Literal["double", "single", "guillemet", "single guillemet"]


class Turn(Enum):
    """What a mark does where it stands; CLOSES yields to EITHER's state, MAY_ needs proof from others."""

    OPENS = 1
    MAY_OPEN = 2
    CLOSES = 3
    MAY_CLOSE = 4
    EITHER = 5


class Mark(NamedTuple):
    """One quotation mark, ``text[start:end]``; ``leads`` where its paragraph starts with it."""

    kind: Kind
    start: int
    end: int
    turn: Turn
    leads: bool


SINGLE_MARKS = "'‘’‚‛`´′"
DOUBLE_MARKS = '"“”„‟″＂'
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(DOUBLE_MARKS, "double"),
    **dict.fromkeys(SINGLE_MARKS, "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "single guillemet"),
}
_RUN = re.compile(f"[{''.join(_KINDS)}]+")
_PART = re.compile(f"[{SINGLE_MARKS}]+|.")
_MARKUP = re.compile(r"<[A-Za-z/!][^<>\n]*+>")

_OPENING_BRACKETS = frozenset("([{<¿¡")
_CLOSING_PUNCTUATION = frozenset(".,;:!?)]}>")
# These say nothing about the side they stand on: dashes, the ellipsis, bullets, what is invisible.
_NEUTRAL = frozenset("-‐‑‒–—―/=…*_•|\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\ufeff")
_BEFORE_LEAD = " \t\xa0" + "".join(_NEUTRAL)

_CLITIC = re.compile(r"(?:s|re|ll|ve|d|m|t|n)(?![\w-])")
_ELISION = re.compile(
    r"(?:\d\ds?|em|tis|twas|twere|til|till|cause|cuz|coz|bout|round|cept|nother|nuff|neath)\b", re.I
)
# After a quotation's end the sentence goes on with such a word; after a possessive, never.
_NO_NOUN = r"""
    (?:and|or|but|nor|of|in|on|at|to|for|from|by|with|about|as|than|that|which|who|if|when|while|because
    |after|before|during|since|is|was|were|are|has|have|had|will|would|could|should|can|may|might|must|do
    |does|did|be|been|he|she|it|they|we|i|you|the|a|an|said|says|this|these|those|his|her|their|its|not)\b
"""
_LIKE_AN_APOSTROPHE = re.compile(
    rf"(?<=s.)\s+(?!{_NO_NOUN})\w | (?<=in.)\s | (?<=\d.)\s | (?<=\b(?:ol|an|th).)\s | (?<=\bo.)\s",
    re.I | re.X,
)
_AFTER_N = re.compile(rf"(?<=[{SINGLE_MARKS}]n.)(?!\w)", re.I)
_FEET = re.compile(rf"\d[{SINGLE_MARKS}]\s?\d\d?\Z")
_INCHES = re.compile(r"(?<!\d)(?:\d{1,3}|\d{1,3}\.\d\d?)\Z")


def without_markup(text: str) -> str:
    """The text with its tags blanked out, at the same offsets: the marks in them quote nothing."""
    return _MARKUP.sub(lambda tag: " " * len(tag.group()), text) if "<" in text else text


def read_marks(text: str, paragraph: Span) -> list[Mark]:
    """The quotation marks of a paragraph, in text order."""
    first = paragraph.end - len(paragraph.of(text).lstrip(_BEFORE_LEAD))
    return [
        mark
        for match in _RUN.finditer(text, paragraph.start, paragraph.end)
        for mark in _read_run(text, paragraph, *match.span(), leads=match.start() == first)
    ]


def _read_run(text: str, paragraph: Span, start: int, end: int, *, leads: bool) -> Iterator[Mark]:
    """Marks that touch one another are read as one: they open together or close together."""
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    if end - start == 1 and before.isalnum() and after.isalnum() and text[start] in SINGLE_MARKS:
        return
    turn = _turn(before, "…" if text.startswith("..", end) else after)
    if leads and turn is Turn.CLOSES:
        turn = Turn.EITHER
    for kind, mark_start, mark_end in _split(text, start, end, turn):
        own = _own_turn(text, paragraph.end, kind, mark_start, mark_end, turn)
        if own is not None:
            yield Mark(kind, mark_start, mark_end, own, leads)


def _turn(before: str, after: str) -> Turn:
    gap_before = before.isspace() or before in _OPENING_BRACKETS
    gap_after = after.isspace() or after in _CLOSING_PUNCTUATION
    if gap_before:
        return Turn.EITHER if gap_after else Turn.OPENS
    if before in _NEUTRAL:
        return Turn.CLOSES if gap_after else Turn.EITHER if after in _NEUTRAL else Turn.OPENS
    return Turn.CLOSES if gap_after or after in _NEUTRAL else Turn.EITHER


def _split(text: str, start: int, end: int, turn: Turn) -> Iterator[tuple[Kind, int, int]]:
    """The marks of a run; two single ones are a double one, and an odd one stands within: '''a' b''."""
    for part in _PART.finditer(text, start, end):
        at, part_end = part.span()
        odd = (part_end - at) % 2 == 1
        if odd and turn is not Turn.OPENS:
            yield _KINDS[text[at]], at, at + 1
            at += 1
        for pair in range(at, part_end - 1, 2):
            yield "double", pair, pair + 2
        if odd and turn is Turn.OPENS:
            yield _KINDS[text[part_end - 1]], part_end - 1, part_end


def _own_turn(text: str, last: int, kind: Kind, start: int, end: int, turn: Turn) -> Turn | None:
    """The turn of one mark in a run, or None where it is an apostrophe or a measure."""
    if kind == "single":
        return _single_turn(text, last, end, turn)
    if kind == "double" and turn is Turn.CLOSES and text[start - 1].isdigit():
        return _turn_after_number(text, start, end)
    if kind != "double" and turn is Turn.EITHER:
        return Turn.OPENS if text[start] in "«‹" else Turn.CLOSES
    return turn


def _single_turn(text: str, last: int, end: int, turn: Turn) -> Turn | None:
    if turn is Turn.CLOSES:
        if _AFTER_N.match(text, end, last):
            return None
        return Turn.MAY_CLOSE if _LIKE_AN_APOSTROPHE.match(text, end, last) else turn
    if _CLITIC.match(text, end, last):
        return None
    return Turn.MAY_OPEN if _ELISION.match(text, end, last) else turn


def _turn_after_number(text: str, start: int, end: int) -> Turn | None:
    number = text[max(0, start - 7) : start]
    if _FEET.search(number):
        return None
    goes_on = text.startswith((" ", "-"), end)
    return Turn.MAY_CLOSE if goes_on and _INCHES.search(number) else Turn.CLOSES
