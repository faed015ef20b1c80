"""Which quotation marks a paragraph holds, and whether each opens or closes, by where it stands.

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

from quoteattr.spans import Span

Kind: TypeAlias = Literal["double", "single", "guillemet", "single guillemet"]


class Direction(Enum):
    """What a mark does by what stands beside it."""

    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "closes if its like is open, else opens"
    MAY_OPEN = "opens, or is an elision's apostrophe: if it closes for certain"
    MAY_CLOSE = "closes, or is a possessive's apostrophe or an inch: if nothing else closes"


class Mark(NamedTuple):
    """One quotation mark, ``text[start:end]``; ``leads`` where its paragraph starts with it."""

    kind: Kind
    start: int
    end: int
    direction: Direction
    leads: bool


SINGLE_MARKS = "'‘’‚‛`´′"
DOUBLE_MARKS = '"“”„‟″＂'
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(DOUBLE_MARKS, "double"),
    **dict.fromkeys(SINGLE_MARKS, "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "single guillemet"),
}
MARKS = "".join(_KINDS)
_RUN = re.compile(f"[{MARKS}]+")
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
    direction = _direction(before, "…" if text.startswith("..", end) else after)
    if leads and direction is Direction.CLOSES:
        direction = Direction.EITHER
    for kind, mark_start, mark_end in _split(text, start, end, direction):
        own = _own_direction(text, paragraph.end, kind, mark_start, mark_end, direction)
        if own is not None:
            yield Mark(kind, mark_start, mark_end, own, leads)


def _direction(before: str, after: str) -> Direction:
    gap_before = before.isspace() or before in _OPENING_BRACKETS
    gap_after = after.isspace() or after in _CLOSING_PUNCTUATION
    if gap_before:
        return Direction.EITHER if gap_after else Direction.OPENS
    if before in _NEUTRAL:
        return Direction.CLOSES if gap_after else Direction.EITHER if after in _NEUTRAL else Direction.OPENS
    return Direction.CLOSES if gap_after or after in _NEUTRAL else Direction.EITHER


def _split(text: str, start: int, end: int, direction: Direction) -> Iterator[tuple[Kind, int, int]]:
    """The marks of a run; two single ones are a double one, and an odd one stands within: '''a' b''."""
    for part in _PART.finditer(text, start, end):
        at, part_end = part.span()
        odd = (part_end - at) % 2 == 1
        if odd and direction is not Direction.OPENS:
            yield _KINDS[text[at]], at, at + 1
            at += 1
        for pair in range(at, part_end - 1, 2):
            yield "double", pair, pair + 2
        if odd and direction is Direction.OPENS:
            yield _KINDS[text[part_end - 1]], part_end - 1, part_end


def _own_direction(
    text: str, last: int, kind: Kind, start: int, end: int, direction: Direction
) -> Direction | None:
    """The direction of one mark in a run, or None where it is an apostrophe or a measure."""
    if kind == "single":
        return _single_direction(text, last, end, direction)
    if kind == "double" and direction is Direction.CLOSES and text[start - 1].isdigit():
        return _direction_after_number(text, start, end)
    if kind != "double" and direction is Direction.EITHER:
        return Direction.OPENS if text[start] in "«‹" else Direction.CLOSES
    return direction


def _single_direction(text: str, last: int, end: int, direction: Direction) -> Direction | None:
    if direction is Direction.CLOSES:
        if _AFTER_N.match(text, end, last):
            return None
        return Direction.MAY_CLOSE if _LIKE_AN_APOSTROPHE.match(text, end, last) else direction
    if _CLITIC.match(text, end, last):
        return None
    return Direction.MAY_OPEN if _ELISION.match(text, end, last) else direction


def _direction_after_number(text: str, start: int, end: int) -> Direction | None:
    number = text[max(0, start - 7) : start]
    if _FEET.search(number):
        return None
    goes_on = text.startswith((" ", "-"), end)
    return Direction.MAY_CLOSE if goes_on and _INCHES.search(number) else Direction.CLOSES
