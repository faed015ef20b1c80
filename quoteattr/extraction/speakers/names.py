"""Names in a text: entities and proper nouns, without titles and what was run together with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

from attrs import frozen

from quoteattr.extraction.speakers.lexicon import Gender, lexicon
from quoteattr.extraction.speakers.syntax import Syntax

_LONGEST = 12
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
PLACES = frozenset({"GPE", "LOC"})
_HANDLE = re.compile(r"\W{0,2}@(\w{2,30})")
_SHORTEST_ENDING = 4
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_HYPHENS = ("-", "‐", "‑")
_VERBAL = ("VB", "MD", "WRB")
_OPENERS = frozenset({"Say", "Suppose"})
_TRIMMED = " \t\r\n.,;:!?\"'“”‘’`()[]{}<>―—–-*_/|"

Key = tuple[str, ...]


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


def find_names(syntax: Syntax) -> tuple[Name, ...]:
    """The names in text order: entities, and runs of proper nouns that no entity covers."""
    stretches = [entity for entity in syntax.entities if entity[2] in _LABELS]
    stretches += _proper_runs(syntax, _covered(syntax, syntax.entities))
    headlines = _headlines(syntax)
    names = (_name(syntax, start, end, label, headlines) for start, end, label in stretches)
    found = [name for name in names if name is not None]
    last_words = {name.key[-1] for name in found if len(name.key) > 1}
    measures = [entity for entity in syntax.entities if entity[2] in _MEASURES]
    found += _missed(syntax, _covered(syntax, [*stretches, *measures]), last_words, headlines)
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
    first, end = _trimmed(syntax, *_unbroken(syntax, start, end), label)
    first = _paired(syntax, first, end, label)
    if _has_age(words, end) or (label not in PLACES and _is_titled_person(words[first:end])):
        label = "PERSON"
    titles = [i for i in range(first, end - 1) if label in ("PERSON", "") and lex.is_title(words[i])]
    start = titles[-1] + 1 if titles else first
    if start >= end or (label != "PERSON" and all(map(lex.is_title, words[start:end]))):
        return None
    parts = _split(syntax.span(start, end).of(syntax.text))
    if syntax.tags[end - 1] != "POS":
        parts = _without_ending(parts)
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


def _trimmed(syntax: Syntax, start: int, end: int, label: str) -> tuple[int, int]:
    """Without marks, articles, possessive endings and words that an entity took in by mistake."""
    words = syntax.words
    while start < end and (not words[start].strip(_TRIMMED) or _is_stray(syntax, start, label)):
        start += 1
    while end > start and (not words[end - 1].strip(_TRIMMED) or _is_possessive(syntax, end - 1, label)):
        end -= 1
    while end - start > 1 and _is_trailing(syntax, end - 1, label):
        end -= 1
    while start < end and words[start].casefold() in ("the", "a", "an"):
        start += 1
    return start, end


def _is_possessive(syntax: Syntax, last: int, label: str) -> bool:
    """Whether an ending owns what follows: 'Moss's plan', but not "McDonald's said"."""
    if syntax.tags[last] != "POS":
        return False
    return label != "ORG" or syntax.deps[syntax.heads[last]] == "poss"


def _unbroken(syntax: Syntax, start: int, end: int) -> tuple[int, int]:
    """What is left of an entity that runs over a colon, a line's end or a verb."""
    breaks = [i for i in range(start, end - 1) if syntax.words[i] == ":" or "\n" in syntax.words[i]]
    start = breaks[-1] + 1 if breaks else start
    verbs = (i for i in range(start + 1, end) if syntax.tags[i] in _FINITE and syntax.words[i].islower())
    return start, next(verbs, end)


def _has_age(words: Sequence[str], end: int) -> bool:
    """Whether two figures between commas come next, as after 'Ida Moss, 54,', and no year."""
    between_commas = [*words[end : end + 1], *words[end + 2 : end + 3]] == [",", ","]
    return between_commas and len(words[end + 1]) == 2 and words[end + 1].isdecimal()


def _is_titled_person(words: Sequence[str]) -> bool:
    """Whether a title and a given name come first, whatever the entity was taken for."""
    lex = lexicon()
    return len(words) > 2 and lex.is_title(words[0]) and words[1].casefold() in lex.given_names


def _paired(syntax: Syntax, start: int, end: int, label: str) -> int:
    """Where a name starts that an entity has the second half of: 'Northern and [Eastern Fishers' Union]'."""
    if label == "PERSON" or start < 2 or syntax.words[start - 1].casefold() not in ("and", "&"):
        return start
    first = start - 2
    modifies = syntax.deps[first] in _MODIFIERS and start <= syntax.heads[first] < end
    return first if modifies and syntax.words[first][0].isupper() else start


def _is_trailing(syntax: Syntax, last: int, label: str) -> bool:
    """Whether an entity's last word is not of its name: 'Moss avoids', 'Navy Capt.' or 'House Speaker'."""
    word = syntax.words[last]
    lex, bare = lexicon(), word.casefold().strip(".")
    if label == "PERSON" and word.islower() and syntax.words[last - 1] not in _HYPHENS:
        return True
    return bare in lex.abbreviations or (label in ("", "ORG") and bare in lex.honorifics)


def _is_stray(syntax: Syntax, token: int, label: str) -> bool:
    """Whether an entity's first word is a verb, or one that leads a sentence: 'Say Norland demanded it'."""
    opens = token == 0 or syntax.sentences[token - 1] != syntax.sentences[token]
    if opens and syntax.words[token] in _OPENERS:
        return True
    return label in ("PERSON", "GPE") and syntax.tags[token].startswith(_VERBAL)


def _root(syntax: Syntax, start: int, end: int) -> int:
    for token in range(end - 1, start - 1, -1):
        if not start <= syntax.heads[token] < end or syntax.heads[token] == token:
            return token
    return end - 1


def _split(text: str) -> tuple[str, ...]:
    words = (word.strip(_TRIMMED.replace(".", "")) for word in text.split()[:_LONGEST])
    return tuple(word for word in words if word.strip(_TRIMMED))


def _without_ending(words: Key) -> Key:
    """The words of a name less a possessive ending that was not parted from the last."""
    last = words[-1].removesuffix("'s").removesuffix("’s") if words else ""
    return (*words[:-1], last) if last else words[:-1]
