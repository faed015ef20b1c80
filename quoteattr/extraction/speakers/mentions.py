"""Mentions of possible speakers: names, pronouns, nouns for people and bodies, and groups of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from quoteattr.extraction.speakers.lexicon import lexicon
from quoteattr.extraction.speakers.names import Name
from quoteattr.extraction.speakers.syntax import Syntax

Form: TypeAlias = Literal["name", "pronoun", "nominal", "group"]
Person: TypeAlias = Literal["male", "female", "thing", "plural", "first", "second", "relative"]

_PRONOUNS: Mapping[Person, str] = {
    "male": "he him his himself",
    "female": "she her hers herself",
    "thing": "it its itself",
    "plural": "they them their theirs themselves each both all neither",
    "first": "i me my mine myself we us our ours ourselves",
    "second": "you your yours yourself",
    "relative": "who whom whose which",
}
PRONOUNS: Mapping[str, Person] = {
    word: person for person, words in _PRONOUNS.items() for word in words.split()
}
POSSESSIVES = frozenset({"his", "her", "its", "their", "whose"})
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT", "CC", "PDT", "RB"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LARGEST_GROUP = 8
_YEAR = re.compile(r"[12]\d{3}")
_BREAKS = frozenset({",", ";", ":", "(", "—", "–", "--"})


@frozen(eq=False)
class Mention:
    """Tokens (end exclusive) that mean somebody; ``members`` are the heads of a group's members."""

    start: int
    end: int
    head: int
    form: Form
    name: Name | None = None
    members: tuple[int, ...] = ()
    is_source: bool = False

    @property
    def place(self) -> tuple[int, int, bool]:
        """What tells two mentions apart: their heads, and whether they are a group's."""
        return (self.head, max(self.members, default=self.head), self.form == "group")

    @property
    def position(self) -> tuple[int, int]:
        """Where it comes in reading order: a group after its members."""
        return (max(self.members), 1) if self.members else (self.head, 0)


def pronoun_of(syntax: Syntax, token: int) -> Person | None:
    """What kind of pronoun a token is, if any."""
    if syntax.tags[token] and syntax.tags[token] not in _PRONOUN_TAGS:
        return None
    if syntax.words[token] == "US":
        return None
    if syntax.tags[token] == "WDT":
        return "relative"
    return PRONOUNS.get(syntax.words[token].casefold())


class Reader:
    """Reads mentions off a parsed text whose names are known."""

    def __init__(self, syntax: Syntax, names: Sequence[Name]) -> None:
        self.syntax = syntax
        self.name_at: dict[int, Name] = {i: name for name in names for i in range(name.start, name.end)}

    def mentions(self) -> Iterator[Mention]:
        """Every name, third person pronoun and role noun of the text, and every pair of names."""
        syntax, lex = self.syntax, lexicon()
        for name in {id(name): name for name in self.name_at.values()}.values():
            yield Mention(name.start, name.end, name.head, "name", name)
            group = self.coordination(name.head, range(name.start, min(name.end + 30, len(syntax.words))))
            if group is not None and all(head in self.name_at for head in group.members):
                yield evolve(group, is_source=False)
        for token, lemma in enumerate(syntax.lemmas):
            if token in self.name_at:
                continue
            if pronoun_of(syntax, token) in ("male", "female"):
                yield Mention(token, token + 1, token, "pronoun")
            elif syntax.tags[token] in NOUN_TAGS and lex.role(lemma) and not self.is_modifier(token):
                yield Mention(self.phrase_start(token), token + 1, token, "nominal")

    def is_modifier(self, token: int) -> bool:
        """Whether a noun only tells what kind of thing the noun after it is."""
        syntax = self.syntax
        return syntax.deps[token] in ("compound", "amod", "nmod") and syntax.heads[token] > token

    def coordination(self, root: int, tokens: Iterable[int]) -> Mention | None:
        """'Jane Roe and the mayor' as a group, if such a coordination starts at the root."""
        syntax = self.syntax
        inside = set(tokens)
        heads, has_and = [root], False
        for token in sorted(inside):
            if syntax.heads[token] not in heads or token <= root:
                continue
            if syntax.deps[token] == "conj" and (token in self.name_at or syntax.tags[token] in NOUN_TAGS):
                heads.append(token)
            elif syntax.deps[token] == "cc":
                has_and = has_and or syntax.lemmas[token] in ("and", "&")
        if not 2 <= len(heads) <= _LARGEST_GROUP or not has_and or self._is_one_person(heads[-1]):
            return None
        end = max(self.name_at[heads[-1]].end if heads[-1] in self.name_at else heads[-1] + 1, heads[-1] + 1)
        members = tuple(self.name_at[h].head if h in self.name_at else h for h in heads)
        start = self.name_at[root].start if root in self.name_at else root
        return Mention(start, end, root, "group", members=members, is_source=True)

    def _is_one_person(self, second: int) -> bool:
        """'the mayor and former senator': one article for two nouns."""
        if second in self.name_at or self.syntax.tags[second] != "NN":
            return False
        return self.syntax.tags[self.phrase_start(second)] not in ("DT", "PRP$", "CD")

    def phrase_start(self, head: int) -> int:
        """Where the noun phrase of a head starts."""
        syntax, start = self.syntax, head
        while start > 0 and head - start < 8 and syntax.heads[start - 1] in range(start, head + 1):
            if syntax.deps[start - 1] in ("punct", "cc", "preconj", "prep"):
                break
            start -= 1
        return start

    def phrase_end(self, head: int, tokens: Sequence[int]) -> int:
        """Where a noun phrase ends before its relative clause, a year, or what stands between commas."""
        syntax = self.syntax
        end = head + 1
        for token in tokens:
            if token <= head:
                continue
            if token != end or syntax.words[token] in _BREAKS or syntax.tags[token] in ("WP", "WDT"):
                break
            if self._leads_to_year(token):
                break
            end = token + 1
        return end

    def _leads_to_year(self, token: int) -> bool:
        following = self.syntax.words[token + 1 : token + 2]
        return self.syntax.words[token] == "in" and bool(following and _YEAR.fullmatch(following[0]))
