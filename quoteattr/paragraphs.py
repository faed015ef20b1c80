"""Paragraphs of a raw text: what is parsed by itself and what quotation marks are reopened at.

A blank line always parts two paragraphs. A single line break does too, unless the text is
wrapped there: the line before it is of the width of wrapped text, has no room for the next word, and
stops in mid-sentence, or other lines of the paragraph did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoteattr._directions import DOUBLE_MARKS, SINGLE_MARKS
from quoteattr.spans import Span

# No paragraph of prose is longer; cutting there keeps time and memory linear on any input.
LONGEST = 5_000

_ENDS = r"\n\r\x0b\x0c\x85\u2028\u2029"
_LINE = re.compile(rf"\S(?:[^{_ENDS}]*\S)?")
_LINE_BREAK = re.compile(rf"\r\n|[{_ENDS}]")
_FIRST_WORD = re.compile(r"\s*\S+")
_WRAP_WIDTHS = range(50, 101)
_STOP = rf"[.!?:…][{SINGLE_MARKS}{DOUBLE_MARKS}»›)\]]*"
_SENTENCE_END = re.compile(_STOP + r"\s*\Z")
_SENTENCE_BREAK = re.compile(_STOP + r"\s")
# 'HARBOR CITY, Ore. (Wire) -- '; each part is bounded, so that no line takes long.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]{1,30}[ ,]{1,2}){1,5}(?:[A-Z][A-Za-z.]{1,15}[ ,]{1,2}){0,2}"
    r"(?:\([A-Za-z ]{2,20}\) )?(?:[—–-]|--) "
)


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order and apart, none longer than :data:`LONGEST`.

    White space is in none of them at either end; everything else of the text is in one. A dateline is
    one by itself: what follows it is a sentence, which a parser would not see behind it.
    """
    parted = (part for paragraph in whole_paragraphs(text) for part in _part_dateline(text, paragraph))
    return tuple(piece for part in parted for piece in _cut(text, part))


def _part_dateline(text: str, paragraph: Span) -> Iterator[Span]:
    dateline = _DATELINE.match(text, paragraph.start, paragraph.end)
    if dateline is None or not text[dateline.end() : paragraph.end].strip():
        yield paragraph
    else:
        yield Span(*dateline.span())
        yield Span(dateline.end(), paragraph.end)


def whole_paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text uncut, however long: lines, those that were wrapped joined again."""
    current: Span | None = None
    for match in _LINE.finditer(text):
        line = Span(*match.span())
        if current is not None and _is_wrapped(text, current, line):
            current = Span(current.start, line.end)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _is_wrapped(text: str, before: Span, line: Span) -> bool:
    """Whether a line goes on with what stands before it: its first word would not have fitted there."""
    if len(_LINE_BREAK.findall(text, before.end, line.start)) > 1:
        return False
    tail = text[max(before.start, before.end - _WRAP_WIDTHS.stop) : before.end]
    _, wrapped_already, last_line = tail.rpartition("\n")
    width = len(last_line.strip())
    if width not in _WRAP_WIDTHS or (_SENTENCE_END.search(last_line) and not wrapped_already):
        return False
    first_word = _FIRST_WORD.match(text, line.start)
    return first_word is not None and line.end - line.start <= width + 1 + len(first_word.group().strip())


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    while paragraph.end - start > LONGEST:
        end = _cutting_point(text, start)
        yield Span(start, end)
        start = end
    yield Span(start, paragraph.end)


def _cutting_point(text: str, start: int) -> int:
    """The last end of a sentence that the longest paragraph from here holds, else of a word."""
    limit = start + LONGEST
    ends = [match.end() for match in _SENTENCE_BREAK.finditer(text, start + 1, limit)]
    return ends[-1] if ends else text.rfind(" ", start + 1, limit) + 1 or limit
