"""Documents as HTML: who said what, marked in the text, with the chain on hover and beside each paragraph.

What is nested deeper than the eye can follow is told beside the text alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from quoteattr.display.markup import element, escaped, fragment, page
from quoteattr.document import Attribution, Document
from quoteattr.outline import Entry, name_of, outline
from quoteattr.paragraphs import whole_paragraphs
from quoteattr.phrasing import counted, shortened
from quoteattr.spans import Span

# Outermost first, where two parts of one attribution stand on the same words.
_PARTS = ("content", "source", "cue", "medium", "addressee")
_LEGEND = " ".join(f'<span class="{part}" style="--depth:0">{part}</span>' for part in _PARTS)
_DEEPEST = 3
_LONGEST_NAME = 80


@frozen
class _Mark:
    """One part of an attribution, over one stretch of text."""

    span: Span
    part: str
    entry: Entry

    def rank(self) -> tuple[int, int, Span]:
        """Which mark encloses which, outermost first."""
        return self.entry.depth, _PARTS.index(self.part), self.span


def document_to_html(document: Document) -> str:
    """A document as an HTML fragment that brings its own style, for a notebook or another page."""
    return fragment(_article(document))


def documents_to_page(documents: Iterable[Document], title: str = "quoteattr") -> Iterator[str]:
    """A standalone HTML page of some documents, in pieces, as they come; to be written as UTF-8."""
    return page(title, map(_article, documents))


def _article(document: Document) -> str:
    entries = tuple(outline(document))
    paragraphs = tuple(whole_paragraphs(document.text))
    pieces: defaultdict[int, list[tuple[Span, list[_Mark]]]] = defaultdict(list)
    for span, marks in _pieces(entries, paragraphs):
        pieces[_index(paragraphs, span.start)].append((span, marks))
    notes: defaultdict[int, list[str]] = defaultdict(list)
    for entry in entries:
        first = min(span.start for span in entry.attribution.spans())
        notes[max(_index(paragraphs, first), 0)].append(_note(document, entry))
    sections = (
        f'<section><p dir="auto">{"".join(_nested(document, pieces[n]))}</p>'
        f"<ol>{''.join(notes[n])}</ol></section>\n"
        for n in range(len(paragraphs))
    )
    return f"<article>\n{_header(document)}{''.join(sections)}</article>\n"


def _index(paragraphs: Sequence[Span], offset: int) -> int:
    """The number of the paragraph that an offset is in, or after; -1 before the first."""
    return bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start) - 1


def _header(document: Document) -> str:
    published = document.published and document.published.isoformat()
    known = [value for value in (document.id, document.source, published) if value]
    about = element("b", " · ".join(element("bdi", escaped(value)) for value in known)) if known else ""
    attributions = counted(len(document.attributions), "attribution")
    speakers = counted(len(document.speakers), "speaker")
    return f"<header>{about}<span>{attributions}, {speakers}</span><span>{_LEGEND}</span></header>\n"


def _pieces(entries: Iterable[Entry], paragraphs: Sequence[Span]) -> Iterator[tuple[Span, list[_Mark]]]:
    """The paragraphs cut at the bounds of all marks, with the marks over each piece, outermost first."""
    marks = [mark for entry in entries if entry.depth <= _DEEPEST for mark in _marks(entry)]
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


def _nested(document: Document, pieces: Iterable[tuple[Span, list[_Mark]]]) -> Iterator[str]:
    """A paragraph with its marks as elements, one inside the other; where two cross, one is closed early."""
    opened: list[_Mark] = []
    for span, marks in pieces:
        kept = _shared(opened, marks)
        yield "</span>" * (len(opened) - kept)
        yield from (_opening(document, mark, span.start) for mark in marks[kept:])
        yield escaped(span.of(document.text))
        opened = marks
    yield "</span>" * len(opened)


def _shared(opened: Sequence[_Mark], marks: Sequence[_Mark]) -> int:
    """How many marks, from the outermost on, are the same."""
    differing = (n for n, (left, right) in enumerate(zip(opened, marks, strict=False)) if left is not right)
    return next(differing, min(len(opened), len(marks)))


def _opening(document: Document, mark: _Mark, start: int) -> str:
    begins = mark.part == "content" and start == mark.entry.attribution.content[0].start
    label = f' data-number="{mark.entry.number}"' if begins else ""
    title = escaped(_chain(document, mark.entry))
    return f'<span class="{mark.part}" style="--depth:{mark.entry.depth}" title="{title}"{label}>'


def _chain(document: Document, entry: Entry) -> str:
    """Through whom the words came, on one line: 'Tom Vale said › Ana Ruiz warned'."""
    return " › ".join(
        f"{shortened(_name(document, link), _LONGEST_NAME)} {document.words(link.cue)}".strip()
        for link in document.chain(entry.attribution)
    )


def _name(document: Document, attribution: Attribution) -> str:
    return name_of(document, attribution) or "no source"


def _note(document: Document, entry: Entry) -> str:
    of = entry.attribution
    name = shortened(_name(document, of), _LONGEST_NAME)
    asides = [of.kind, *(["attitude"] if of.mode == "attitude" else [])]
    asides += [f"medium: {of.medium.of(document.text)}"] if of.medium else []
    asides += [f"to: {of.addressee.of(document.text)}"] if of.addressee else []
    asides += [f"{of.confidence:.0%}"] if of.confidence < 1 else []
    told = (
        f'<span class="number">{entry.number}</span>',
        element("b" if of.speaker is not None else "i", escaped(name), dir="auto"),
        f'<span class="cue">{escaped(document.words(of.cue))}</span>' if of.cue else "",
        f'<span class="aside">· {escaped(" · ".join(asides))}</span>',
    )
    return f'<li style="--depth:{entry.depth}">{" ".join(filter(None, told))}</li>'
