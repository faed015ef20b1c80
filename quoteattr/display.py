"""Documents as HTML: who said what, marked in the text, with the chain beside each paragraph.

The text is cut at the bounds of all spans, so that sources, cues and contents may overlap, nest and
come in pieces. Colours are of Okabe and Ito's palette, which the colour-blind can tell apart
(https://jfly.uni-koeln.de/color/), and each part has an underline of its own, so that colour is
never the only sign. No scripts, and nothing from elsewhere; all text is escaped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise

from attrs import frozen

from quoteattr.document import Attribution, Document, Span
from quoteattr.outline import Entry, name_of, outline
from quoteattr.paragraphs import find_paragraphs

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# Outermost first, where two parts of one attribution stand on the same words.
_PARTS = ("content", "source", "cue", "medium", "addressee")
_LEGEND = " ".join(f'<span class="{part}" style="--depth:0">{part}</span>' for part in _PARTS)


@frozen
class _Mark:
    """One part of an attribution, over one stretch of text."""

    span: Span
    part: str
    entry: Entry

    def rank(self) -> tuple[int, int]:
        """Which mark encloses which, outermost first."""
        return self.entry.depth, _PARTS.index(self.part)


def to_html(document: Document) -> str:
    """A document as an HTML fragment that brings its own style, for a notebook or another page."""
    return f"<style>\n{_style('fragment')}</style>\n{_article(document)}"


def to_page(documents: Iterable[Document], title: str = "quoteattr") -> Iterator[str]:
    """A standalone HTML page of some documents, in pieces, as they come; to be written as UTF-8."""
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(title)}</title>\n"
        f"<style>\n{_style('page')}{_style('fragment')}</style>\n</head>\n<body>\n"
    )
    for document in documents:
        yield _article(document)
    yield "</body>\n</html>\n"


@cache
def _style(name: str) -> str:
    return (files("quoteattr.resources") / "display" / f"{name}.css").read_text(encoding="utf8")


def _article(document: Document) -> str:
    entries = tuple(outline(document))
    paragraphs = find_paragraphs(document.text)
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for span, marks in _pieces(document, entries, paragraphs):
        texts[_index(paragraphs, span.start)].append(_piece(document, span, marks))
    notes: defaultdict[int, list[str]] = defaultdict(list)
    for entry in entries:
        first = min(span.start for span in entry.attribution.spans())
        notes[max(_index(paragraphs, first), 0)].append(_note(document, entry))
    sections = (
        f'<section><p dir="auto">{"".join(texts[n])}</p><ol>{"".join(notes[n])}</ol></section>\n'
        for n in range(len(paragraphs))
    )
    return f'<article class="quoteattr">\n{_header(document)}{"".join(sections)}</article>\n'


def _index(paragraphs: Sequence[Span], offset: int) -> int:
    """The number of the paragraph that an offset is in, or after; -1 before the first."""
    return bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1


def _header(document: Document) -> str:
    published = document.published and document.published.isoformat()
    about = " · ".join(_escaped(value) for value in (document.id, document.source, published) if value)
    counts = f"{len(document.attributions)} attributions, {len(document.speakers)} speakers"
    return f"<header><b>{about}</b><span>{counts}</span><span>{_LEGEND}</span></header>\n"


def _pieces(
    document: Document, entries: Iterable[Entry], paragraphs: Sequence[Span]
) -> Iterator[tuple[Span, list[_Mark]]]:
    """The paragraphs cut at the bounds of all marks, with the marks over each piece, outermost first."""
    marks = [mark for entry in entries for mark in _marks(entry)]
    starting: defaultdict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        starting[mark.span.start].append(mark)
    spans = (*paragraphs, *(mark.span for mark in marks))
    bounds = sorted({offset for span in spans for offset in (span.start, span.end)})
    over: list[_Mark] = []
    for start, end in pairwise(bounds):
        over = sorted([m for m in over if m.span.end > start] + starting[start], key=_Mark.rank)
        if (number := _index(paragraphs, start)) >= 0 and start < paragraphs[number].end:
            yield Span(start, end), over


def _marks(entry: Entry) -> Iterator[_Mark]:
    of = entry.attribution
    spans = {"content": of.content, "source": of.source, "cue": of.cue}
    single = {"medium": of.medium, "addressee": of.addressee}
    spans |= {part: (span,) for part, span in single.items() if span is not None}
    return (_Mark(span, part, entry) for part, of_part in spans.items() for span in of_part)


def _piece(document: Document, span: Span, marks: Sequence[_Mark]) -> str:
    html = _escaped(span.of(document.text))
    for mark in reversed(marks):
        number, depth = mark.entry.number, mark.entry.depth
        begins = mark.part == "content" and span.start == mark.entry.attribution.content[0].start
        label = f' data-number="{number}"' if begins else ""
        html = f'<span class="{mark.part}" style="--depth:{depth}"{label}>{html}</span>'
    return f'<span title="{_escaped(_chain(document, marks[-1].entry))}">{html}</span>' if marks else html


def _chain(document: Document, entry: Entry) -> str:
    """Through whom the words came, on one line: 'Tom Vale said › Ana Ruiz warned'."""
    links = document.chain(entry.attribution)
    return " › ".join(f"{_name(document, link)} {document.words(link.cue)}".strip() for link in links)


def _name(document: Document, attribution: Attribution) -> str:
    return name_of(document, attribution) or "no source"


def _note(document: Document, entry: Entry) -> str:
    of = entry.attribution
    tag = "b" if of.speaker is not None else "i"
    name = _escaped(_name(document, of))
    asides = [of.kind, *(["attitude"] if of.mode == "attitude" else [])]
    asides += [f"medium: {of.medium.of(document.text)}"] if of.medium else []
    asides += [f"to: {of.addressee.of(document.text)}"] if of.addressee else []
    asides += [f"{of.confidence:.0%}"] if of.confidence < 1 else []
    return (
        f'<li style="--depth:{entry.depth}"><span class="number">{entry.number}</span><{tag}>{name}</{tag}> '
        f'<span class="cue">{_escaped(document.words(of.cue))}</span> '
        f'<span class="aside">· {_escaped(" · ".join(asides))}</span></li>'
    )


def _escaped(text: str) -> str:
    """Text for HTML; what must not stand in it, as a lone surrogate, becomes a replacement character."""
    return escape(_UNPRINTABLE.sub("\ufffd", text))
