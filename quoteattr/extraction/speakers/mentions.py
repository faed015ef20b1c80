"""Mentions of possible speakers: names, pronouns, nouns for people and bodies, and groups of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from quoteattr.extraction.speakers.lexicon import lexicon
from quoteattr.extraction.speakers.names import PLACES, Name
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
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_FUNCTION_TAGS = frozenset({"IN", "CC", "TO", "POS"})
_LONGEST_SOURCE, _LARGEST_GROUP = 100, 8
_BREAKS = frozenset({",", ";", ":", "(", "—", "–", "-", "--"})
_QUANTIFIERS = frozenset(
    {"all", "most", "many", "some", "several", "both", "none", "few", "each", "neither", "any"}
)


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
            group = self._coordination(name.head, range(name.start, min(name.end + 30, len(syntax.words))))
            if group is not None and all(head in self.name_at for head in group.members):
                yield evolve(group, is_source=False)
        for token, lemma in enumerate(syntax.lemmas):
            if token in self.name_at:
                continue
            if pronoun_of(syntax, token) in ("male", "female"):
                yield Mention(token, token + 1, token, "pronoun")
            elif syntax.tags[token] in _NOUN_TAGS and lex.role(lemma) and not self.is_modifier(token):
                yield Mention(self._phrase_start(token), token + 1, token, "nominal")

    def source(self, tokens: Sequence[int]) -> tuple[Mention, ...]:
        """The mention that the tokens of a source are about; a group's is followed by its members'."""
        tokens = tokens[:_LONGEST_SOURCE]
        if not any(self._tells(token) for token in tokens):
            return ()
        inside = set(tokens)
        root = next((i for i in tokens if self._is_root(i, inside)), tokens[0])
        group = self._coordination(root, tokens)
        if group is None:
            return (self._single(root, tokens, inside),)
        return (
            group,
            *(self._single(head, self._part(tokens, group, head), inside) for head in group.members),
        )

    def _tells(self, token: int) -> bool:
        """Whether a word by itself says something of who is meant."""
        word, tag = self.syntax.words[token], self.syntax.tags[token]
        if not any(map(str.isalnum, word)) or tag in _FUNCTION_TAGS:
            return False
        return tag != "DT" or word.casefold() in PRONOUNS

    def _part(self, tokens: Sequence[int], group: Mention, member: int) -> list[int]:
        """The tokens of a source that belong to one member of the group it names."""
        before = max((m + 1 for m in group.members if m < member), default=tokens[0])
        after = min((m for m in group.members if m > member), default=tokens[-1] + 1)
        own = [i for i in tokens if before <= i < after and self.syntax.tags[i] not in ("CC", ",")]
        return [i for i in own if i <= member] if after <= tokens[-1] else own

    def is_modifier(self, token: int) -> bool:
        """Whether a noun only tells what kind of thing the noun after it is."""
        syntax = self.syntax
        return syntax.deps[token] in ("compound", "amod", "nmod") and syntax.heads[token] > token

    def _is_root(self, token: int, inside: set[int]) -> bool:
        syntax = self.syntax
        if not any(c.isalnum() for c in syntax.words[token]) or syntax.tags[token] in ("IN", "RB", "CC"):
            return False
        return syntax.heads[token] not in inside or syntax.heads[token] == token

    def _single(self, root: int, tokens: Sequence[int], inside: set[int]) -> Mention:
        syntax = self.syntax
        if syntax.lemmas[root] in _QUANTIFIERS:
            root = next(
                (i for i in tokens if i > root and pronoun_of(syntax, i) in ("relative", "plural")), root
            )
        if name := self.name_at.get(root) or self._named_apposition(root, tokens) or self._outlet(root):
            return Mention(name.start, name.end, name.head, "name", name, is_source=True)
        if pronoun_of(syntax, root):
            return Mention(root, root + 1, root, "pronoun", is_source=True)
        start = tokens[0] if tokens[0] <= root else self._phrase_start(root)
        return Mention(start, self._phrase_end(root, tokens), root, "nominal", is_source=True)

    def _named_apposition(self, root: int, tokens: Sequence[int]) -> Name | None:
        """The name in 'the mayor of the town, Jane Roe,' and, where the parse errs, in 'Mayor Jane Roe'."""
        syntax = self.syntax
        names = [name for i in tokens if (name := self.name_at.get(i)) and name.head == i]
        for name in names:
            if syntax.deps[name.head] == "appos" and syntax.heads[name.head] == root:
                return name
        for name in names:
            before = range(tokens[0], name.start)
            if name.end <= tokens[-1] and syntax.tags[name.end] in _NOUN_TAGS | {"POS", "HYPH"}:
                continue
            words = [syntax.words[i] for i in before if syntax.words[i][0].isalnum()]
            is_titled = bool(words) and lexicon().is_title(words[-1])
            if is_titled and all(syntax.tags[i] not in ("IN", "POS", "VBN", "WP") for i in before):
                return name
        return None

    def _outlet(self, root: int) -> Name | None:
        """The name in 'the Daily Planet newspaper'."""
        before = self.name_at.get(root - 1)
        if before is None or before.label in PLACES or self.syntax.tags[root] != "NN":
            return None
        return before if self.syntax.lemmas[root] in lexicon().outlets else None

    def _coordination(self, root: int, tokens: Iterable[int]) -> Mention | None:
        """'Jane Roe and the mayor' as a group, if such a coordination starts at the root."""
        syntax = self.syntax
        inside = set(tokens)
        heads, has_and = [root], False
        for token in sorted(inside):
            if syntax.heads[token] not in heads or token <= root:
                continue
            if syntax.deps[token] == "conj" and (token in self.name_at or syntax.tags[token] in _NOUN_TAGS):
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
        return self.syntax.tags[self._phrase_start(second)] not in ("DT", "PRP$", "CD")

    def _phrase_start(self, head: int) -> int:
        syntax, start = self.syntax, head
        while start > 0 and head - start < 8 and syntax.heads[start - 1] in range(start, head + 1):
            if syntax.deps[start - 1] in ("punct", "cc", "preconj", "prep"):
                break
            start -= 1
        return start

    def _phrase_end(self, head: int, tokens: Sequence[int]) -> int:
        """Where a noun phrase ends before its relative clause or what stands between commas."""
        syntax = self.syntax
        end = head + 1
        for token in tokens:
            if token <= head:
                continue
            if (
                token != end
                or syntax.words[token] in (",", ";", "(", "—", "–")
                or syntax.tags[token] in ("WP", "WDT")
            ):
                break
            end = token + 1
        return end
