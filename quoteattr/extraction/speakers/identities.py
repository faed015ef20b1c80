"""Which names of a text are one name: 'Jane Roe', 'Ms. Roe' and 'Roe'.

A part of a name means the last fuller name before it that it is a part of, or else the first one
after it. So what is appended to a text completes earlier names but never changes completed ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, evolve

from quoteattr.document import SpeakerKind
from quoteattr.extraction.speakers.lexicon import Gender, lexicon
from quoteattr.extraction.speakers.names import PLACES, Key, Name

_Part = tuple[str, Key, str]
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "at", "&"})


@define(eq=False)
class Identity:
    """What one or more names of the text stand for."""

    kind: SpeakerKind
    gender: Gender = ""
    words: tuple[str, ...] = ()
    after_article: bool = False

    @property
    def name(self) -> str:
        """The fullest of its names."""
        return " ".join(self.words)


def identify(names: Sequence[Name]) -> tuple[Identity, ...]:
    """What each of the names, in text order, stands for; names of one thing share an Identity."""
    kinds = _kinds(names)
    book = _Book(kinds, names)
    return tuple(book.identity_of(name) for name in names)


def _kinds(names: Sequence[Name]) -> dict[Key, SpeakerKind]:
    """Person, organization or unknown for each name, by what speaks for it most over the text."""
    labels: dict[Key, Counter[str]] = {}
    for name in names:
        votes = labels.setdefault(name.key, Counter())
        is_body = name.label == "ORG" and len(name.words) not in (2, 3)
        votes["PERSON" if name.gender or (name.after_title and not is_body) else name.label] += 1
        if name.gender:
            votes["titled"] += 1
    return {key: _kind(key, votes) for key, votes in labels.items() if key}


def _kind(key: Key, votes: Counter[str]) -> SpeakerKind:
    lex = lexicon()
    last = key[-1]
    if votes["titled"]:
        return "person"
    if last in lex.organization_names or "of" in key or "for" in key or "and" in key:
        return "organization"
    if (
        2 <= len(key) <= 4
        and key[0] in lex.given_names.keys() - lex.particles
        and not lex.organization_names.intersection(key)
    ):
        return "person"
    votes = Counter({label: n for label, n in votes.items() if label})
    if not votes:
        return "person" if key[0] in lex.given_names else "unknown"
    label = votes.most_common(1)[0][0]
    if (votes["PERSON"] and label not in ("ORG", "GPE")) or votes["PERSON"] == votes[label]:
        return "person"
    return "organization" if label in ("ORG", "GPE") else "unknown"


class _Book:
    """The names seen so far, by all their parts, and the first full name to come for each part."""

    def __init__(self, kinds: dict[Key, SpeakerKind], names: Sequence[Name]) -> None:
        self._kinds = kinds
        self._latest: dict[_Part, Identity] = {}
        self._settled: dict[_Part, Identity] = {}
        self._coming: dict[_Part, Name] = {}
        for name in names:
            if len(name.words) > 1 and not name.in_headline:
                for part in self._parts_of(name):
                    self._coming.setdefault(part, name)
        people = (name for name in names if not name.in_headline and kinds.get(name.key) == "person")
        self._known = {name.key for name in people} | {key for sort, key, _ in self._coming if sort == "last"}

    def identity_of(self, name: Name) -> Identity:
        """The identity of the next name in text order."""
        name = self._without_headline(name)
        identity = self._look_up(name)
        self._learn(identity, name)
        return identity

    def _parts_of(self, name: Name) -> Iterator[_Part]:
        key, gender = name.key, self._gender(name)
        is_person = self._kinds.get(key) == "person"
        for sort, part in _person_parts(key) if is_person else _organization_parts(name):
            for form in ("", gender) if gender else ("", "male", "female"):
                yield sort, part, form

    def _gender(self, name: Name) -> Gender:
        if self._kinds.get(name.key) != "person":
            return ""
        return name.gender or lexicon().given_names.get(name.key[0], "")

    def _look_up(self, name: Name) -> Identity:
        for part in self._readings(name):
            if known := self._settled.get(part) or self._latest.get(part):
                return known
            coming = self._coming.get(part)
            if coming is not None and coming.key != name.key:
                identity = self._look_up(coming)
                self._learn(identity, coming)
                return identity
        return Identity(kind=self._kinds.get(name.key, "unknown"))

    def _readings(self, name: Name) -> Iterator[_Part]:
        """The parts of longer names that this name may be, the likeliest first."""
        if len(name.key) > 1:
            yield "whole", _short(name.key), name.gender
        yield "last", name.key, name.gender
        is_given = name.key[0] in lexicon().given_names
        if not is_given if name.gender else is_given or name.label not in PLACES:
            yield "first", name.key, name.gender
        yield "middle", name.key, name.gender
        if name.label not in PLACES:
            yield "organization", name.key, ""
        if len(name.key) == 1 and name.words[0].isupper():
            yield "initials", name.key, ""

    def _learn(self, identity: Identity, name: Name) -> None:
        """Let the parts of a fuller name mean it from here on, a single word what it first meant."""
        kind = self._kinds.get(name.key, "unknown")
        if identity.kind == "unknown" or (kind == "person" and len(identity.words) == 1):
            identity.kind = kind
        identity.gender = identity.gender or self._gender(name)
        if len(name.words) > len(identity.words):
            identity.words, identity.after_article = name.words, name.after_article
        if len(name.words) > 1:
            self._latest.update(dict.fromkeys(self._parts_of(name), identity))
        else:
            self._settled.setdefault(("last", name.key, name.gender), identity)

    def _without_headline(self, name: Name) -> Name:
        """A headline's words run together with a name: the longest stretch that is a name elsewhere."""
        if len(name.words) < 2 or ("last", name.key, "") in self._coming:
            return name
        if not (name.in_headline or (name.label == "PERSON" and self._kinds[name.key] == "person")):
            return name
        for size in range(len(name.words) - 1, 0, -1):
            for at in range(len(name.words) - size, -1, -1):
                part = evolve(name, words=name.words[at : at + size])
                if part.key in self._known:
                    return part
        return name


def _short(key: Key) -> Key:
    """A person's name without suffixes and middle initials."""
    bare = tuple(word for word in key if word not in lexicon().suffixes) or key
    middle = tuple(word for word in bare[1:-1] if len(word) > 1)
    return (bare[0], *middle, bare[-1]) if len(bare) > 1 else bare


def _person_parts(key: Key) -> Iterator[tuple[str, Key]]:
    bare = _short(key)
    yield "whole", bare
    yield "last", key
    yield from (("last", bare[at:]) for at in range(min(1, len(bare) - 1), len(bare)))
    yield from (("first", bare[:size]) for size in range(1, len(bare)))
    yield from (("middle", (word,)) for word in bare[1:-1] if len(word) > 2)
    if "-" in bare[-1]:
        yield "last", (bare[-1].rpartition("-")[2],)


def _organization_parts(name: Name) -> Iterator[tuple[str, Key]]:
    key = name.key
    yield "whole", _short(key)
    yield "initials", ("".join(word[0] for word in key if word not in _SMALL_WORDS),)
    if name.label not in PLACES:
        yield from (("organization", key[at:]) for at in range(len(key)))
        yield "organization", key[:1]
