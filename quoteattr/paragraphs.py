"""Paragraphs of a raw text: what is parsed by itself and what quotation marks are reopened at.

A blank line always parts two paragraphs. A single line break does too, unless the text is
wrapped there: the line before it is of the width of wrapped text and stops in mid-sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoteattr.document import Span

# No paragraph of prose is longer; cutting there keeps time and memory linear on any input.
LONGEST = 5_000

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WRAP_WIDTHS = range(50, 101)
_SENTENCE_END = re.compile(r"""[.!?:…]["'”’»)\]]*\s*\Z""")


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order and apart, none longer than :data:`LONGEST`.

    White space alone is no paragraph; everything else of the text is in one of them.
    """
    return tuple(piece for paragraph in whole_paragraphs(text) for piece in _cut(text, paragraph))


def whole_paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text uncut, however long: lines, those that were wrapped joined again."""
    current: Span | None = None
    for match in _LINE.finditer(text):
        if not match.group().strip():
            continue
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
    if text[before.end : line.start].count("\n") > 1:
        return False
    last_line = text[max(before.start, before.end - _WRAP_WIDTHS.stop) : before.end].rpartition("\n")[2]
    return len(last_line.strip()) in _WRAP_WIDTHS and not _SENTENCE_END.search(last_line)


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    while paragraph.end - start > LONGEST:
        end = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, paragraph.end)
