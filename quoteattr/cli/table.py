"""Documents as a table for the terminal: speaker, cue, content, kind and chain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile, zip_longest

from attrs import frozen

from quoteattr.document import Attribution, Document
from quoteattr.outline import Entry, name_of, outline
from quoteattr.spans import Span

_NARROWEST = 60
_MOST_LINES = 3
_MOST_STEPS = 4
_HEADINGS = ("SPEAKER", "CUE", "CONTENT", "KIND", "CHAIN")
_CONTENT = _HEADINGS.index("CONTENT")
# Of what the table has, at most so much for each column; the content takes what they leave.
_SHARES = (0.22, 0.18, 0, 0.2, 0.2)
_GAP = "  "
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS = (_BOLD, "", "", _DIM, _DIM)
# Control characters, marks of direction and lone surrogates, with which a text could take over a terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff]+")
_TYPEWRITER = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "...", "\xa0": " "}
)


@frozen
class Signs:
    """What a table draws and joins with."""

    nested: str = "└ "
    more: str = "…"
    step: str = " › "
    to: str = " → "
    rule: str = "─"
    none: str = "—"


_ASCII = Signs("`-", "...", " > ", " -> ", "-", "-")


@frozen(kw_only=True)
class Style:
    """What an output can show: so many columns, Unicode or only ASCII, colour or none."""

    width: int = 80
    unicode: bool = True
    colour: bool = False

    @property
    def signs(self) -> Signs:
        """The signs that the output can show."""
        return Signs() if self.unicode else _ASCII

    def shown(self, text: str) -> str:
        """Text that is safe to show."""
        safe = _UNSAFE.sub(" ", text)
        return safe if self.unicode else safe.translate(_TYPEWRITER)

    def paint(self, colour: str, text: str) -> str:
        """Text in bold or dimmed, if the output has that."""
        return f"{colour}{text}{_PLAIN}" if self.colour and colour else text


@frozen
class _Row:
    """The cells of one attribution; ``indent`` stands before the first, for an attribution that is nested."""

    indent: str
    cells: tuple[str, ...]


def render_table(document: Document, style: Style) -> Iterator[str]:
    """The lines of a document's table, each without its line end; a title line comes first."""
    yield style.paint(_BOLD, _title(document, style))
    rows = [_row(document, entry, style) for entry in outline(document)]
    if not rows:
        return
    widths = _widths(rows, max(style.width, _NARROWEST))
    yield style.paint(_DIM, _joined(_HEADINGS, widths, Style()))
    yield style.paint(_DIM, style.signs.rule * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    for row in rows:
        yield from _lines(row, widths, style)


def _title(document: Document, style: Style) -> str:
    published = document.published and document.published.isoformat()
    about = ", ".join(value for value in (document.id, document.source, published) if value)
    counts = f"{len(document.attributions)} attributions, {len(document.speakers)} speakers"
    return style.shown(f"{about}: {counts}" if about else counts)


def _row(document: Document, entry: Entry, style: Style) -> _Row:
    of, signs = entry.attribution, style.signs
    indent = "  " * (min(entry.depth, _MOST_STEPS) - 1) + signs.nested if entry.depth else ""
    links = [name_of(document, link) or signs.none for link in document.chain(of)]
    chain = signs.step.join(links) if entry.depth else ""
    cells = (links[-1], _cue(document, of, signs), document.words(of.content), of.kind, chain)
    return _Row(indent, tuple(style.shown(cell) for cell in cells))


def _cue(document: Document, attribution: Attribution, signs: Signs) -> str:
    """The cue with its circumstances: 'told → reporters (an interview)'."""
    cue = document.words(attribution.cue) or signs.none
    to, where = (_unless_in_cue(attribution, span) for span in (attribution.addressee, attribution.medium))
    cue += f"{signs.to}{to.of(document.text)}" if to else ""
    return cue + (f" ({where.of(document.text)})" if where else "")


def _unless_in_cue(attribution: Attribution, span: Span | None) -> Span | None:
    return None if span is None or any(span.overlaps(piece) for piece in attribution.cue) else span


def _widths(rows: Sequence[_Row], total: int) -> list[int]:
    """The columns' widths: no wider than their longest cell or their share, the content taking the rest."""
    free = total - len(_GAP) * (len(_HEADINGS) - 1)
    longest = [max(_columns(row.cells[n]) for row in rows) for n in range(len(_HEADINGS))]
    longest[0] = max(_columns(row.indent + row.cells[0]) for row in rows)
    widths = [
        max(len(heading), min(length, int(free * share)))
        for heading, length, share in zip(_HEADINGS, longest, _SHARES, strict=True)
    ]
    widths[_CONTENT] += max(0, free - sum(widths))
    return widths


def _lines(row: _Row, widths: Sequence[int], style: Style) -> Iterator[str]:
    indent = row.indent
    narrowed = [widths[0] - len(indent), *widths[1:]]
    cells = [_wrap(cell, width, style.signs.more) for cell, width in zip(row.cells, narrowed, strict=True)]
    for line in zip_longest(*cells, fillvalue=""):
        yield _joined((indent + line[0], *line[1:]), widths, style)
        indent = " " * len(indent)


def _joined(cells: Sequence[str], widths: Sequence[int], style: Style) -> str:
    """One line: the cells padded to their widths, then painted."""
    padded = (cell + " " * (width - _columns(cell)) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(map(style.paint, _COLOURS, padded)).rstrip()


def _wrap(text: str, width: int, more: str) -> list[str]:
    """Text in at most three lines of so many columns; ``more`` ends the last where some is left out."""
    lines = [""]
    for word in _words(text, width):
        if _columns(joined := f"{lines[-1]} {word}".lstrip()) <= width:
            lines[-1] = joined
        elif len(lines) < _MOST_LINES:
            lines.append(word)
        else:
            lines[-1] = _shortened(lines[-1], width - len(more)) + more
            break
    return lines


def _shortened(line: str, width: int) -> str:
    if _columns(line) <= width:
        return line
    return _cut(line.rpartition(" ")[0] or line, width)


def _words(text: str, width: int) -> Iterator[str]:
    """The words of a text; those too long for a line are cut."""
    for match in re.finditer(r"\S+", text):
        word = match.group()
        while _columns(word) > width:
            head = _cut(word, width)
            yield head
            word = word[len(head) :]
        yield word


def _cut(text: str, width: int) -> str:
    """As much of a text as so many columns show, but at least one character."""
    ends = accumulate(map(_columns_of, text))
    return text[: max(1, sum(1 for end in takewhile(lambda end: end <= width, ends)))]


def _columns(text: str) -> int:
    """How many columns a terminal takes to show some text."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
