"""From what is said, by whom and how, to an article with its gold attributions.

A pure function of its plan: the same sentences give the same Document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from attrs import define, field, frozen

from quoteattr.document import Attribution, Document, Kind, Span, Speaker
from quoteattr.strategies.page import Marks, Page
from quoteattr.strategies.words import Clause, Cue, Filler, Voice

Order: TypeAlias = Literal[
    "verb first", "colon", "according to", "content first", "inverted", "interrupted", "going on"
]
Reference: TypeAlias = Literal[
    "name", "role before", "role behind", "surname", "honorific", "role", "pronoun"
]

_LEADING = ("verb first", "colon", "according to")
_INTRODUCING = ("name", "role before", "role behind")


@frozen(kw_only=True)
class Utterance:
    """Somebody says something; the content may be somebody else's utterance in turn.

    ``more`` is said behind the cue where the order is "interrupted" or "going on". A ``reference``
    that nobody could follow where it would stand is written as a name.
    """

    voice: Voice
    cue: Cue
    content: Clause | Utterance
    kind: Kind = "indirect"
    order: Order = "verb first"
    reference: Reference = "name"
    more: Clause | None = None
    addressee: str | None = None
    medium: str | None = None


@define(eq=False)
class _Draft:
    """An attribution while it is written."""

    utterance: Utterance
    parent: _Draft | None
    depth: int
    source: Span | None = None
    cue: Span | None = None
    content: list[Span] = field(factory=list)
    kind: Kind = "indirect"
    addressee: Span | None = None
    medium: Span | None = None

    def place(self) -> tuple[int, int]:
        """Its place in the order of the text: by its first character, outer before inner."""
        return min(s.start for s in (self.source, self.cue, *self.content) if s is not None), self.depth


def write_article(sentences: Iterable[tuple[bool, Utterance | Filler]], marks: Marks) -> Document:
    """The article of these sentences, each with whether it opens a paragraph."""
    writer = _Writer(marks)
    for opens_paragraph, sentence in sentences:
        writer.page.open_sentence("\n\n" if opens_paragraph else " ")
        if isinstance(sentence, Filler):
            writer.fill(sentence)
        else:
            writer.tell(sentence)
    return writer.document()


class _Writer:
    def __init__(self, marks: Marks) -> None:
        self.page = Page(marks)
        self._drafts: list[_Draft] = []
        self._mentions: dict[Voice, list[Span]] = {}
        self._titled: set[Voice] = set()
        self._last: Voice | None = None

    def fill(self, filler: Filler) -> None:
        self.page.write(filler.before)
        if filler.quoted:
            with self.page.quotation():
                self.page.write(filler.quoted)
            self.page.write(filler.behind)

    def tell(self, utterance: Utterance) -> None:
        draft = self._draft(utterance, None)
        if utterance.order in _LEADING:
            self._lead(draft, ".")
        else:
            self._follow(draft)

    def _draft(self, utterance: Utterance, parent: _Draft | None) -> _Draft:
        self._drafts.append(_Draft(utterance, parent, 0 if parent is None else parent.depth + 1))
        return self._drafts[-1]

    def _lead(self, draft: _Draft, stop: str) -> None:
        """Source and cue, then the content, as in 'Quill said that it leaks'."""
        utterance = draft.utterance
        if utterance.order == "according to":
            draft.cue = self.page.write("according to")
            self.page.write(" ")
            self._source(draft)
            self.page.write(", ")
        else:
            self._source_and_cue(draft)
            self.page.write(
                ": " if utterance.order == "colon" else ", " if utterance.kind == "direct" else " "
            )
        self._content(draft, stop)

    def _follow(self, draft: _Draft) -> None:
        """The content, then source and cue, as in '"It leaks," said Quill'."""
        utterance = draft.utterance
        self._content(draft, ",")
        self.page.write(" ")
        if utterance.order == "inverted":
            draft.cue = self.page.write(utterance.cue.verb)
            self.page.write(" ")
            self._source(draft, parted=utterance.medium is not None)
            self._circumstances(draft)
        else:
            self._source_and_cue(draft)
        self._end(draft)

    def _end(self, draft: _Draft) -> None:
        more = draft.utterance.more
        if more is None:
            self.page.write(".")
        elif draft.utterance.order == "interrupted":
            self.page.write(", ")
            self._quote(draft, Clause(f"and {more.subject}", more.predicate), ".")
        else:
            self.page.write(".")
            self.page.open_sentence(" ")
            self._quote(draft, more, ".")

    def _source_and_cue(self, draft: _Draft) -> None:
        self._source(draft, parted=True)
        self.page.write(" ")
        draft.cue = self.page.write(draft.utterance.cue.verb)
        self._circumstances(draft)

    def _source(self, draft: _Draft, *, parted: bool = False) -> None:
        """Write who speaks; a role behind the name is parted by a comma from what follows it."""
        voice = draft.utterance.voice
        reference = self._reference(draft.utterance)
        start = len(self.page.text)
        if reference == "role before":
            self.page.write(f"{voice.role} ")
        core = self.page.write(voice.by(reference))
        if reference == "role behind":
            self.page.write(f", the {voice.role}")
        draft.source = Span(start, len(self.page.text))
        if reference == "role behind" and parted:
            self.page.write(",")
        if reference.startswith("role"):
            self._titled.add(voice)
        self._mentions.setdefault(voice, []).append(core)
        self._last = voice

    def _reference(self, utterance: Utterance) -> Reference:
        """The way of naming that was asked for, or one that can be followed here."""
        voice, wanted = utterance.voice, utterance.reference
        if voice.kind != "person":
            return "name"
        if wanted in _INTRODUCING or voice not in self._mentions:
            return wanted if wanted in _INTRODUCING else "name"
        others = {other.pronoun for other in self._mentions if other != voice}
        followed = self._last == voice and voice.pronoun not in others and utterance.order != "inverted"
        if (wanted == "pronoun" and not followed) or (wanted == "role" and voice not in self._titled):
            return "surname"
        return wanted

    def _circumstances(self, draft: _Draft) -> None:
        utterance = draft.utterance
        if utterance.addressee is not None:
            self.page.write(" ")
            draft.addressee = self.page.write(utterance.addressee)
        if utterance.medium is not None:
            self.page.write(" in ")
            draft.medium = self.page.write(utterance.medium)

    def _content(self, draft: _Draft, stop: str) -> None:
        utterance = draft.utterance
        if utterance.kind == "direct":
            self.page.open_sentence()
            self._quote(draft, utterance.content, stop)
            draft.kind = "direct"
            return
        start, quotations = len(self.page.text), self.page.quotations
        if utterance.order == "verb first":
            self.page.write("that ")
        end = self._words(draft, utterance.content, stop, mixed=utterance.kind == "mixed")
        draft.content.append(Span(start, end))
        draft.kind = "indirect" if self.page.quotations == quotations else "mixed"

    def _quote(self, draft: _Draft, content: Clause | Utterance, stop: str) -> None:
        start = len(self.page.text)
        with self.page.quotation():
            self._words(draft, content, stop)
        draft.content.append(Span(start, len(self.page.text)))

    def _words(self, draft: _Draft, content: Clause | Utterance, stop: str, *, mixed: bool = False) -> int:
        """Write the words and the stop, within their marks where they have some; gives where they end."""
        if isinstance(content, Utterance):
            inner = self._draft(content, draft)
            self._lead(inner, stop)
            return inner.content[-1].end
        self.page.write(f"{content.subject} ")
        if mixed:
            with self.page.quotation():
                self.page.write(content.predicate + stop)
            return len(self.page.text)
        end = self.page.write(content.predicate).end
        self.page.write(stop)
        return end

    def document(self) -> Document:
        drafts = sorted(self._drafts, key=_Draft.place)
        ids = {draft: f"a{number}" for number, draft in enumerate(drafts, start=1)}
        voices = dict.fromkeys(draft.utterance.voice for draft in drafts)
        speakers = {voice: self._speaker(voice, f"s{n}") for n, voice in enumerate(voices, start=1)}
        return Document(
            text=self.page.text,
            attributions=[_attribution(draft, ids, speakers[draft.utterance.voice].id) for draft in drafts],
            speakers=speakers.values(),
        )

    def _speaker(self, voice: Voice, number: str) -> Speaker:
        titles = (voice.role,) if voice in self._titled else ()
        return Speaker(
            id=number, name=voice.name, kind=voice.kind, titles=titles, mentions=sorted(self._mentions[voice])
        )


def _attribution(draft: _Draft, ids: dict[_Draft, str], speaker: str) -> Attribution:
    return Attribution(
        id=ids[draft],
        parent=None if draft.parent is None else ids[draft.parent],
        kind=draft.kind,
        mode=draft.utterance.cue.mode,
        source=() if draft.source is None else (draft.source,),
        cue=() if draft.cue is None else (draft.cue,),
        content=draft.content,
        speaker=speaker,
        medium=draft.medium,
        addressee=draft.addressee,
    )
