"""Text under construction, with what its words are in the attributions that it makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from quoteattr.document import Attribution, Document, Kind, Mode, Speaker, SpeakerKind
from quoteattr.spans import Span

Part: TypeAlias = Literal["source", "cue", "content", "medium", "addressee", "mention", "title"]


@frozen
class Voice:
    """Somebody or something that says things."""

    name: str
    kind: SpeakerKind = "person"
    title: str | None = None
    pronoun: str | None = None


@frozen(eq=False)
class Telling:
    """That a voice says something; ``inner`` are those who say something in what it says."""

    voice: Voice
    kind: Kind
    mode: Mode
    inner: tuple[Telling, ...]


@frozen
class Mark:
    """A span with what it is, and to whom: to the attribution not yet made where the owner is None."""

    part: Part
    span: Span
    owner: Telling | Voice | None = None


@frozen
class Stretch:
    """Some text with its marks."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Stretch | str) -> Stretch:
        if isinstance(other, str):
            return evolve(self, text=self.text + other)
        by = len(self.text)
        moved = (evolve(m, span=Span(m.span.start + by, m.span.end + by)) for m in other.marks)
        return Stretch(self.text + other.text, (*self.marks, *moved))

    def __radd__(self, before: str) -> Stretch:
        return Stretch(before) + self

    @classmethod
    def joined(cls, between: str, stretches: Iterable[Stretch]) -> Stretch:
        """Some stretches in a row, with the same text between each two."""
        first, *rest = stretches
        return sum((between + stretch for stretch in rest), start=first)

    def capitalized(self) -> Stretch:
        """The same with its first letter a capital."""
        return evolve(self, text=self.text[:1].upper() + self.text[1:])

    def marked(self, part: Part, end: int | None = None, owner: Voice | None = None) -> Stretch:
        """The same with its text, up to an end, marked as a part."""
        mark = Mark(part, Span(0, len(self.text) if end is None else end), owner)
        return evolve(self, marks=(*self.marks, mark))

    def owned_by(self, telling: Telling) -> Stretch:
        """The same with the marks that were nobody's given to an attribution."""
        return evolve(
            self, marks=tuple(evolve(m, owner=telling) if m.owner is None else m for m in self.marks)
        )

    def tellings(self) -> tuple[Telling, ...]:
        """The outermost attributions in it."""
        found = dict.fromkeys(m.owner for m in self.marks if isinstance(m.owner, Telling))
        within = {inner for telling in found for inner in telling.inner}
        return tuple(telling for telling in found if telling not in within)


def to_document(article: Stretch) -> Document:
    """The text with its attributions and speakers, in text order."""
    spans: defaultdict[Telling | Voice, defaultdict[Part, list[Span]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for mark in sorted(article.marks, key=lambda mark: mark.span):
        if mark.owner is not None:
            spans[mark.owner][mark.part].append(mark.span)
    tellings = sorted(
        (owner for owner in spans if isinstance(owner, Telling)),
        key=lambda telling: _place(spans[telling]),
    )
    voices = [owner for owner in spans if isinstance(owner, Voice)]
    id_of: dict[Telling | Voice, str] = {telling: f"a{n}" for n, telling in enumerate(tellings, start=1)}
    id_of |= {voice: f"s{n}" for n, voice in enumerate(voices, start=1)}
    parent_of = {inner: id_of[telling] for telling in tellings for inner in telling.inner}
    return Document(
        text=article.text,
        speakers=[_speaker(voice, id_of[voice], spans[voice]) for voice in voices],
        attributions=[
            _attribution(t, id_of[t], parent_of.get(t), id_of[t.voice], spans[t]) for t in tellings
        ],
    )


def _place(spans: Mapping[Part, Sequence[Span]]) -> tuple[int, int]:
    """Where an attribution begins; of two that begin together the one around the other comes first."""
    own = [span for part in ("source", "cue", "content") for span in spans.get(part, ())]
    return min(own).start, -max(span.end for span in own)


def _speaker(voice: Voice, id_: str, spans: Mapping[Part, Sequence[Span]]) -> Speaker:
    titles = [voice.title] if voice.title and "title" in spans else []
    return Speaker(id=id_, name=voice.name, kind=voice.kind, titles=titles, mentions=spans["mention"])


def _attribution(
    telling: Telling, id_: str, parent: str | None, speaker: str, spans: Mapping[Part, Sequence[Span]]
) -> Attribution:
    return Attribution(
        id=id_,
        parent=parent,
        kind=telling.kind,
        mode=telling.mode,
        speaker=speaker,
        source=spans.get("source", ()),
        cue=spans.get("cue", ()),
        content=spans["content"],
        medium=next(iter(spans.get("medium", ())), None),
        addressee=next(iter(spans.get("addressee", ())), None),
    )
