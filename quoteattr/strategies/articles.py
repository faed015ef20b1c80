"""Articles in which people say things, with who says what in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, TypeAlias, TypeVar

from attrs import define, evolve, frozen
from hypothesis import strategies as st

from quoteattr.document import Document, Kind
from quoteattr.strategies import phrases
from quoteattr.strategies.stretches import Stretch, Telling, Voice, to_document

Marks: TypeAlias = Literal["straight", "curly", "single"]
T = TypeVar("T")

_SLOT = re.compile(r"\{(\w+)\}")


@st.composite
def attributed_texts(
    draw: st.DrawFn,
    *,
    kinds: Collection[Kind] = ("direct", "mixed", "indirect"),
    marks: Collection[Marks] = ("straight", "curly", "single"),
    max_depth: int = 3,
    max_paragraphs: int = 4,
) -> Document:
    """An article, as the Document of its text that holds every attribution and speaker in it.

    They vary in kind, cue, order, medium and addressee, quotation marks, nesting (chains of at most
    ``max_depth``; 1 for none) and in what a person is called: by name, title, surname or pronoun.
    Quoted contents include their marks, indirect ones their 'that'. Sentences that nobody says stand
    among the others. It shrinks to one short sentence.
    """
    style = draw(st.sampled_from(list(marks)))
    unique = (lambda voice: voice.name.split()[-1], lambda voice: voice.title or voice.name)
    voices = st.sampled_from(phrases.PEOPLE) | st.sampled_from(phrases.OTHERS)
    cast = draw(st.lists(voices, min_size=1, max_size=3, unique_by=unique))
    writer = _Writer(
        draw=draw,
        cast=[evolve(voice, name=_typed(voice.name, style)) for voice in cast],
        style=style,
        kinds=list(kinds),
    )
    paragraphs = [writer.paragraph(max_depth) for _ in range(draw(st.integers(1, max_paragraphs)))]
    return to_document(Stretch.joined("\n\n", paragraphs))


def _typed(words: str, style: Marks) -> str:
    """The words with apostrophes as those type them who use such marks."""
    return words if style == "straight" else words.replace("'", "’")


@define(eq=False)
class _Writer:
    """Writes an article, and remembers whom it has introduced and who spoke in the last sentence."""

    draw: st.DrawFn
    cast: Sequence[Voice]
    style: Marks
    kinds: Sequence[Kind]
    known: frozenset[Voice] = frozenset()
    last: Voice | None = None

    def pick(self, options: Sequence[T]) -> T:
        """One of them; the first is the simplest."""
        return self.draw(st.sampled_from(options))

    def paragraph(self, depth: int) -> Stretch:
        """One to three sentences, in the first of which somebody says something; or a turn to speak."""
        if "direct" in self.kinds and self.pick((False, False, False, True)):
            return self.turn()
        first, more = self.told(depth), self.draw(st.integers(0, 2))
        others = [self.told(depth) if self.draw(st.booleans()) else self.plain() for _ in range(more)]
        return Stretch.joined(" ", [first, *others])

    def turn(self) -> Stretch:
        """What somebody says after their name and a colon."""
        self.last = self.pick(self.cast)
        return _Saying(self, (self.last,), "direct", 1).written(phrases.TURN).capitalized()

    def told(self, depth: int) -> Stretch:
        """A sentence, or some that belong together, in which somebody says something."""
        voice = self.pick(self.cast)
        said = _Saying(self, (voice,), self.pick(self.kinds), depth).written(phrases.FRAMES)
        self.last = None if any(telling.inner for telling in said.tellings()) else voice
        return said.capitalized()

    def plain(self) -> Stretch:
        """A sentence that nobody says."""
        self.last = None
        return Stretch(self.pick(phrases.PLAIN).format(*phrases.MARKS[self.style][0]))

    def clause(self) -> tuple[str, str]:
        """What is said: a subject and a predicate."""
        words = self.pick(phrases.SUBJECTS), self.pick(phrases.PREDICATES)
        return _typed(words[0], self.style), _typed(words[1], self.style)

    def reference(self, voice: Voice, *, before_verb: bool) -> Stretch:
        """The words for a voice, marked as the source: all of its name the first time."""
        if voice.pronoun is None:
            return Stretch(voice.name).marked("mention", owner=voice).marked("source")
        forms = self._later(voice, before_verb) if voice in self.known else _introductions(voice)
        self.known |= {voice}
        words = self.pick(forms)
        return words.marked("source") + ("," if before_verb and "," in words.text else "")

    def _later(self, voice: Voice, before_verb: bool) -> Sequence[Stretch]:
        surname = voice.name.split(" ", 1)[1]
        assert voice.pronoun is not None
        forms = [surname, f"{phrases.HONORIFICS[voice.pronoun]} {surname}", voice.name]
        if before_verb and self.last == voice:
            forms.append(voice.pronoun)
        return [Stretch(form).marked("mention", owner=voice) for form in forms]


def _introductions(voice: Voice) -> Sequence[Stretch]:
    name = Stretch(voice.name).marked("mention", owner=voice)
    if voice.title is None:
        return [name]
    before, after = (Stretch(t).marked("title", owner=voice) for t in (voice.title, f"the {voice.title}"))
    return [name, before + " " + name, name + ", " + after]


@frozen(eq=False)
class _Saying:
    """Somebody saying something: the last of the voices, in the words of those before it.

    The methods that take nothing are the slots of the frames. ``end`` is what ends the sentence, inside
    the marks where it is quoted; ``opened`` counts the quotations around it.
    """

    writer: _Writer
    voices: tuple[Voice, ...]
    kind: Kind
    depth: int
    opened: int = 0
    end: str = "."

    def written(self, frames: Mapping[Kind, Sequence[str]]) -> Stretch:
        """One of the frames for this kind, filled, with its parts marked."""
        frame = self.writer.pick(frames[self.kind])
        whole = Stretch()
        for number, piece in enumerate(_SLOT.split(frame)):
            whole += getattr(self, piece)() if number % 2 else piece
        inner = whole.tellings()
        partly = self.kind == "indirect" and any(telling.kind != "indirect" for telling in inner)
        telling = Telling(
            voice=self.voices[-1],
            kind="mixed" if partly else self.kind,
            mode="attitude" if "{thought}" in frame else "speech",
            inner=inner,
        )
        return whole.owned_by(telling)

    def source(self) -> Stretch:
        return self.writer.reference(self.voices[-1], before_verb=True)

    def named(self) -> Stretch:
        return self.writer.reference(self.voices[-1], before_verb=False)

    def verb(self) -> Stretch:
        return Stretch(self.writer.pick(phrases.VERBS)).marked("cue")

    def thought(self) -> Stretch:
        return Stretch(self.writer.pick(phrases.THOUGHTS)).marked("cue")

    def according(self) -> Stretch:
        return Stretch("according to").marked("cue")

    def colon(self) -> Stretch:
        return Stretch(":").marked("cue")

    def said(self) -> Stretch:
        """A verb, with or without whom it is said to and where."""
        verb, addressee, medium = self.writer.pick(phrases.CIRCUMSTANCES)
        words = Stretch(verb).marked("cue")
        if addressee:
            words += " " + Stretch(addressee).marked("addressee")
        if medium:
            words += " in " + Stretch(medium).marked("medium")
        return words

    def fronted(self) -> Stretch:
        return self._content(",")

    def closing(self) -> Stretch:
        return self._content(self.end)

    def that(self) -> Stretch:
        return self._content(self.end, lead="that ")

    def opener(self) -> Stretch:
        return self._quoted(Stretch(self.writer.pick(phrases.OPENERS)) + ",").marked("content")

    def rest(self) -> Stretch:
        return self._quoted(self._clause(self.end)).marked("content")

    def continued(self) -> Stretch:
        """A quotation over two paragraphs: each opens with marks, and the last closes them."""
        left, _ = phrases.MARKS[self.writer.style][0]
        first = left + self._clause(".").capitalized()
        return (first + "\n\n" + self._quoted(self._clause(",").capitalized())).marked("content")

    def _content(self, end: str, lead: str = "") -> Stretch:
        if self.kind == "direct":
            words = self._inner(end, self.opened + 1) or self._clause(end)
            return self._quoted(words.capitalized()).marked("content")
        if self.kind == "mixed":
            subject, predicate = self.writer.clause()
            return (f"{lead}{subject} " + self._quoted(Stretch(predicate + end))).marked("content")
        words = lead + (self._inner(end, self.opened) or self._clause(end))
        return words.marked("content", len(words.text.removesuffix(end)))

    def _clause(self, end: str) -> Stretch:
        return Stretch(" ".join(self.writer.clause()) + end)

    def _quoted(self, words: Stretch) -> Stretch:
        left, right = phrases.MARKS[self.writer.style][self.opened % 2]
        return left + words + right

    def _inner(self, end: str, opened: int) -> Stretch | None:
        """What another voice says, in place of a clause; or nothing."""
        others = [voice for voice in self.writer.cast if voice not in self.voices]
        if self.depth < 2 or not others or not self.writer.draw(st.booleans()):
            return None
        self.writer.last = None
        kind = self.writer.pick(self._inner_kinds())
        voices = (*self.voices, self.writer.pick(others))
        return _Saying(self.writer, voices, kind, self.depth - 1, opened, end).written(phrases.INNER_FRAMES)

    def _inner_kinds(self) -> Sequence[Kind]:
        """Those that leave this one of a kind that is wanted."""
        if self.kind == "direct":
            return self.writer.kinds
        return [kind for kind in self.writer.kinds if kind != "direct"]
