"""Names in a text, and which of them are one name: 'Jane Roe', 'Ms. Roe' and 'Roe'.

A part of a name means the last fuller name before it that it is a part of, or else the first one
after it. So what is appended to a text completes earlier names but never changes completed ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

from attrs import define, evolve, frozen

from quoteattr.document import SpeakerKind
from quoteattr.extraction.speakers.lexicon import Gender, lexicon
from quoteattr.extraction.speakers.syntax import Syntax

_LONGEST = 12
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "at", "&"})
PLACES = frozenset({"GPE", "LOC"})
_HANDLE = re.compile(r"\W{0,2}@(\w{2,30})")
_SHORTEST_ENDING = 4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBAL = ("VB", "MD", "WRB")
_TRIMMED = " \t\r\n.,;:!?\"'“”‘’`()[]{}<>―—–-*_/|"

Key = tuple[str, ...]
_Part = tuple[str, Key, str]


@frozen(eq=False)
class Name:
    """A name in the text: its tokens (end exclusive) and its words, titles left out."""

    start: int
    end: int
    head: int
    words: tuple[str, ...]
    label: str
    gender: Gender = ""
    after_title: bool = False
    after_article: bool = False
    in_headline: bool = False

    @property
    def key(self) -> Key:
        """The words as they are compared."""
        return tuple(word.casefold().replace(".", "").replace("’", "'") for word in self.words)


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


def find_names(syntax: Syntax) -> tuple[Name, ...]:
    """The names in text order: entities, and runs of proper nouns that no entity covers."""
    stretches = [entity for entity in syntax.entities if entity[2] in _LABELS]
    stretches += _proper_runs(syntax, _covered(syntax, syntax.entities))
    headlines = _headlines(syntax)
    names = (_name(syntax, start, end, label, headlines) for start, end, label in stretches)
    found = [name for name in names if name is not None]
    found += _missed(
        syntax, _covered(syntax, stretches), {name.key[-1] for name in found if len(name.key) > 1}, headlines
    )
    return _with_handles(syntax, sorted(found, key=lambda name: name.start))


def _covered(syntax: Syntax, stretches: Iterable[tuple[int, int, str]]) -> list[bool]:
    covered = [False] * len(syntax.words)
    for start, end, _ in stretches:
        covered[start:end] = [True] * (end - start)
    return covered


def _with_handles(syntax: Syntax, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names with each '@JaneRoe' read as the name it stands after or ends in."""
    last_words = {name.key[-1]: name.words[-1] for name in names if len(name.key) > 1}
    handles = {i: match.group(1) for i, word in enumerate(syntax.words) if (match := _HANDLE.match(word))}
    read: list[Name] = [name for name in names if handles.keys().isdisjoint(range(name.start, name.end))]
    named_before = {name.end + 1: name for name in names}
    for i, handle in handles.items():
        endings = (handle[at:].casefold() for at in range(len(handle) - _SHORTEST_ENDING + 1))
        words: tuple[str, ...] = next(((last_words[e],) for e in endings if e in last_words), (f"@{handle}",))
        before = named_before.get(i)
        if before is not None and syntax.words[before.end] == "(":
            words = before.words
        read.append(Name(start=i, end=i + 1, head=i, words=words, label="PERSON"))
    return tuple(sorted(read, key=lambda name: name.start))


def _missed(
    syntax: Syntax, covered: Sequence[bool], last_words: Set[str], headlines: frozenset[int]
) -> Iterator[Name]:
    """Capitalized words that were tagged as something else but end a longer name of the text."""
    for i, word in enumerate(syntax.words):
        if covered[i] or not word[0].isupper():
            continue
        name = _name(syntax, i, i + 1, "", headlines) if word.casefold() in last_words else None
        if name is not None:
            yield name


def _proper_runs(syntax: Syntax, covered: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    def is_proper(i: int) -> bool:
        return not covered[i] and syntax.tags[i] in ("NNP", "NNPS") and syntax.words[i][:1].isalpha()

    for proper, run in groupby(range(len(syntax.words)), key=is_proper):
        if proper:
            tokens = list(run)
            if len(tokens) > 1 or syntax.lemmas[tokens[0]] not in lexicon().organizations:
                yield tokens[0], tokens[-1] + 1, ""


def _headlines(syntax: Syntax) -> frozenset[int]:
    """The paragraphs where nearly every longer word has a capital, as in a headline."""
    longer: Counter[int] = Counter()
    capital: Counter[int] = Counter()
    for word, paragraph in zip(syntax.words, syntax.paragraphs, strict=True):
        if len(word) > 3 and word.isalpha():
            longer[paragraph] += 1
            capital[paragraph] += word[0].isupper()
    return frozenset(p for p in longer if capital[p] >= max(3, 0.7 * longer[p]))


def _name(syntax: Syntax, start: int, end: int, label: str, headlines: frozenset[int]) -> Name | None:
    words, lex = syntax.words, lexicon()
    start, end = _unbroken(syntax, start, end)
    while start < end and (not words[start].strip(_TRIMMED) or _is_stray(syntax, start, label)):
        start += 1
    while end > start and (not words[end - 1].strip(_TRIMMED) or syntax.tags[end - 1] == "POS"):
        end -= 1
    while end - start > 1 and _is_trailing_title(words[end - 1], label):
        end -= 1
    while start < end and words[start].casefold() in ("the", "a", "an"):
        start += 1
    first = start
    if label in ("PERSON", ""):
        titles = [i for i in range(start, end - 1) if lex.is_title(words[i])]
        start = titles[-1] + 1 if titles else start
    if start >= end or (label != "PERSON" and all(lex.is_title(word) for word in words[start:end])):
        return None
    parts = _split(syntax.span(start, end).of(syntax.text))
    if not parts:
        return None
    before = words[start - 1].casefold().strip(".") if start else ""
    return Name(
        start=start,
        end=end,
        head=_root(syntax, start, end),
        words=parts,
        label=label,
        gender=lex.honorifics.get(before, ""),
        after_title=start > first or (start > 0 and lex.is_title(before)),
        after_article=before == "the",
        in_headline=syntax.paragraphs[start] in headlines,
    )


def _unbroken(syntax: Syntax, start: int, end: int) -> tuple[int, int]:
    """What is left of an entity that runs over a colon, a line's end or a verb."""
    breaks = [i for i in range(start, end - 1) if syntax.words[i] == ":" or "\n" in syntax.words[i]]
    start = breaks[-1] + 1 if breaks else start
    verbs = (i for i in range(start + 1, end) if syntax.tags[i] in _FINITE and syntax.words[i].islower())
    return start, next(verbs, end)


def _is_trailing_title(word: str, label: str) -> bool:
    """Whether an entity's last word belongs to the name after it, as in 'Navy Capt.' or 'House Speaker'."""
    lex, bare = lexicon(), word.casefold().strip(".")
    return bare in lex.abbreviations or (label in ("", "ORG") and bare in lex.honorifics)


def _is_stray(syntax: Syntax, token: int, label: str) -> bool:
    return label in ("PERSON", "GPE") and syntax.tags[token].startswith(_VERBAL)


def _root(syntax: Syntax, start: int, end: int) -> int:
    for token in range(end - 1, start - 1, -1):
        if not start <= syntax.heads[token] < end or syntax.heads[token] == token:
            return token
    return end - 1


def _split(text: str) -> tuple[str, ...]:
    words = (word.strip(_TRIMMED.replace(".", "")) for word in text.split()[:_LONGEST])
    bare = (word.removesuffix("'s").removesuffix("’s") for word in words if word.strip(_TRIMMED))
    return tuple(word for word in bare if word)


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
