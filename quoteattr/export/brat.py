"""brat standoff (https://brat.nlplab.org/standoff.html), to annotate by hand and read what was annotated.

An attribution is an event: its trigger is the content, its arguments are Source, Cue, Medium, Addressee,
and In for the attribution that it is nested in. Kind and Mode are attributes; speaker and confidence
stand in a note, for whoever annotates. Offsets are code points, end exclusive. A span must not run over
a line break there, so it is cut at each into fragments, which are joined again when they are read.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from attrs import define, evolve, field

from quoteattr._decoding import decode
from quoteattr.document import Attribution, Document
from quoteattr.errors import InputValueError, QuoteattrError
from quoteattr.spans import Span

_CONFIGURATION = """\
[entities]
Source
Cue
Medium
Addressee

[relations]

[events]
Content\tSource*:Source, Cue*:Cue, Medium?:Medium, Addressee?:Addressee, In?:Content

[attributes]
Kind\tArg:Content, Value:direct|mixed|indirect
Mode\tArg:Content, Value:speech|attitude
"""
# All that some reader of lines takes for the end of one.
_LINE_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PARTS = ("Content", "Source", "Cue", "Medium", "Addressee")


def to_brat(document: Document) -> str:
    """The attributions of a document as the lines of an .ann file.

    It leaves out what is not annotated, the document's id, source and date and the speakers' kinds,
    titles and mentions, and, as :func:`from_brat` does not read notes, names and confidence. Ids are
    numbered anew. Of pieces with nothing but line breaks between them it makes one; line breaks at
    the edges of a span are left out, and lone surrogates come as U+FFFD.

    Raises :class:`~quoteattr.errors.InputValueError` for a span of nothing but line breaks.
    """
    events = {a.id: f"E{number}" for number, a in enumerate(document.attributions, start=1)}
    numbers = count(1)
    lines = (line for a in document.attributions for line in _lines(document, a, events, numbers))
    return _SURROGATE.sub("\ufffd", "".join(f"{line}\n" for line in lines))


def from_brat(text: str, annotations: str) -> Document:
    """The document of a text and the lines of its .ann file, which people may have changed.

    The event E7 gives the attribution 'a7'; attributions are put in text order, and their confidence
    is 1. Notes are not read, nor is anything of a type that is not of :func:`to_brat`.

    Raises :class:`~quoteattr.errors.InputValueError`, naming line or event, where the text is not the
    one that was annotated, a Source, Cue, Medium or Addressee belongs to no content, or an attribution
    cannot be read.
    """
    standoff = _Standoff.read(annotations, text)
    found = [_attribution(event, standoff, text) for event in standoff.events]
    standoff.check_all_used()
    return Document(text=text, attributions=sorted(found, key=_in_text_order))


def write_brat(documents: Iterable[Document], folder: str | Path) -> None:
    """Write documents into a folder that brat can open, with the configuration that it needs.

    Files go by the document's :attr:`~Document.key`, percent-encoded. Raises
    :class:`~quoteattr.errors.InputValueError` where two documents have the same, and what
    :func:`to_brat` raises.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "annotation.conf", _CONFIGURATION)
    written: set[str] = set()
    for document in documents:
        if document.key in written:
            raise InputValueError(f"two documents are called {document.key!r}; give them ids of their own")
        written.add(document.key)
        name = quote(document.key, safe=" ", errors="surrogatepass")
        _write(folder / f"{name}.txt", _SURROGATE.sub("\ufffd", document.text))
        _write(folder / f"{name}.ann", to_brat(document))


def read_brat(folder: str | Path) -> Iterator[Document]:
    """Read the documents of a folder, one by one, in the order of their files' names.

    Raises what :func:`from_brat` raises, naming the file.
    """
    for name in sorted(os.listdir(folder)):
        if name.endswith(".ann"):
            stem = name.removesuffix(".ann")
            text_path, path = Path(folder, f"{stem}.txt"), Path(folder, name)
            with _naming(text_path):
                text = decode(text_path.read_bytes())
            with _naming(path):
                document = from_brat(text, decode(path.read_bytes()))
            yield evolve(document, id=unquote(stem, errors="surrogatepass"))


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except QuoteattrError as error:
        raise InputValueError(f"{path}: {error}") from error


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _lines(
    document: Document, of: Attribution, events: Mapping[str, str], numbers: Iterator[int]
) -> Iterator[str]:
    event = events[of.id]
    number = int(event.removeprefix("E"))
    arguments = []
    for part, spans in zip(_PARTS, _spans(of), strict=True):
        if spans:
            fragments = _fragments(document.text, spans)
            mark = f"T{next(numbers)}"
            yield f"{mark}\t{part} {_offsets(fragments)}\t{_words(document.text, fragments)}"
            arguments.append(f"{part}:{mark}")
    if of.parent is not None:
        arguments.append(f"In:{events[of.parent]}")
    yield f"{event}\t{' '.join(arguments)}"
    yield f"A{2 * number - 1}\tKind {event} {of.kind}"
    yield f"A{2 * number}\tMode {event} {of.mode}"
    yield f"#{number}\tAnnotatorNotes {event}\t{_note(document, of)}"


def _spans(of: Attribution) -> Iterator[tuple[Span, ...]]:
    """The spans of each part, in the order of their names."""
    yield from (of.content, of.source, of.cue)
    yield from (() if span is None else (span,) for span in (of.medium, of.addressee))


def _fragments(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans cut at line breaks."""
    found = []
    for span in spans:
        start = span.start
        for gap in _LINE_BREAKS.finditer(text, span.start, span.end):
            found += [Span(start, gap.start())] if start < gap.start() else []
            start = gap.end()
        found += [Span(start, span.end)] if start < span.end else []
    if not found:
        raise InputValueError(f"brat cannot mark a line break alone, as {', '.join(map(str, spans))} does")
    return found


def _offsets(fragments: Iterable[Span]) -> str:
    return ";".join(f"{span.start} {span.end}" for span in fragments)


def _words(text: str, fragments: Iterable[Span]) -> str:
    return " ".join(span.of(text) for span in fragments)


def _note(document: Document, of: Attribution) -> str:
    speaker = document.speaker(of)
    name = "speaker not known" if speaker is None else " ".join(speaker.name.split())
    return f"{name}; confidence {of.confidence:.2f}"


@define
class _Standoff:
    """The lines of an .ann file, by their ids."""

    marks: dict[str, tuple[str, list[Span]]] = field(factory=dict)
    events: dict[str, dict[str, list[str]]] = field(factory=dict)
    attributes: defaultdict[str, dict[str, Any]] = field(factory=lambda: defaultdict(dict))

    @classmethod
    def read(cls, annotations: str, text: str) -> _Standoff:
        """The lines of a file over a text."""
        standoff = cls()
        for number, line in enumerate(annotations.split("\n"), start=1):
            try:
                standoff._add(line.rstrip("\r"), text)
            except QuoteattrError as error:
                raise InputValueError(f"line {number}: {error}") from error
            except (ValueError, TypeError) as error:
                raise InputValueError(f"line {number} is no brat standoff: {line!r:.80}") from error
        return standoff

    def _add(self, line: str, text: str) -> None:
        if line.startswith("T"):
            mark, place, words = line.split("\t", 2)
            part, _, offsets = place.partition(" ")
            self.marks[mark] = part, _marked(offsets, words, text)
        elif line.startswith("E"):
            event, arguments = line.split("\t", 1)
            if arguments.startswith("Content:"):
                self.events[event] = _by_role(arguments)
        elif line.startswith("A"):
            name, event, value = line.split("\t", 1)[1].split(maxsplit=2)
            if name in ("Kind", "Mode"):
                self.attributes[event][name.lower()] = value.strip()

    def spans(self, event: str, part: str, text: str) -> list[Span]:
        """The spans of one part of an event, pieces that line breaks set apart in one."""
        marks = self.events[event].get(part, [])
        if unknown := [mark for mark in marks if mark not in self.marks]:
            raise InputValueError(f"there is no {unknown[0]}")
        return _joined(sorted(span for mark in marks for span in self.marks[mark][1]), text)

    def check_all_used(self) -> None:
        """Raise an InputValueError where a part belongs to no event."""
        used = {mark for roles in self.events.values() for marks in roles.values() for mark in marks}
        for mark, (part, _) in self.marks.items():
            if part in _PARTS and mark not in used:
                raise InputValueError(f"{mark}, a {part}, belongs to no attribution; link it or delete it")


def _marked(offsets: str, words: str, text: str) -> list[Span]:
    fragments = [Span(*map(int, pair.split())) for pair in offsets.split(";")]
    if (there := _words(text, fragments)) != words:
        raise InputValueError(f"the text has {there!r:.80} at {offsets}, not {words!r:.80}")
    return fragments


def _by_role(arguments: str) -> dict[str, list[str]]:
    """'Content:T1 Source:T2 Source2:T5' by role; numbers tell those of one role apart."""
    roles: defaultdict[str, list[str]] = defaultdict(list)
    for argument in arguments.split():
        role, _, id_ = argument.partition(":")
        roles[role.rstrip("0123456789")].append(id_)
    return roles


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    joined = list(spans[:1])
    for span in spans[1:]:
        if joined[-1].end < span.start and _LINE_BREAKS.fullmatch(text, joined[-1].end, span.start):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _attribution(event: str, standoff: _Standoff, text: str) -> Attribution:
    try:
        content, source, cue, medium, addressee = (standoff.spans(event, part, text) for part in _PARTS)
        outer = _only("In", standoff.events[event].get("In", []))
        return Attribution(
            id=_id_of(event),
            parent=None if outer is None else _id_of(outer),
            content=content,
            source=source,
            cue=cue,
            medium=_only("Medium", medium),
            addressee=_only("Addressee", addressee),
            **standoff.attributes[event],
        )
    except QuoteattrError as error:
        raise InputValueError(f"{event}: {error}") from error


def _id_of(event: str) -> str:
    return f"a{event.removeprefix('E')}"


_Value = TypeVar("_Value")


def _only(role: str, values: Sequence[_Value]) -> _Value | None:
    if len(values) > 1:
        raise InputValueError(f"there must be one {role} at most, not {len(values)}")
    return values[0] if values else None


def _in_text_order(attribution: Attribution) -> int:
    return min(span.start for span in attribution.source + attribution.cue + attribution.content)
