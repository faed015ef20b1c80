"""Whom the words of a source are about, however well a tagger cut them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from quoteattr.extraction.speakers.lexicon import lexicon
from quoteattr.extraction.speakers.mentions import NOUN_TAGS, PRONOUNS, Mention, Reader, pronoun_of
from quoteattr.extraction.speakers.names import PLACES, Name
from quoteattr.extraction.speakers.syntax import SUBJECTS, Syntax

_LONGEST = 100
_NEAR, _DEEPEST = 4, 8
_FUNCTION_TAGS = frozenset({"IN", "CC", "TO", "POS"})
_QUANTIFIERS = frozenset(
    {"all", "most", "many", "some", "several", "both", "none", "few", "each", "neither", "any"}
)


class Sources:
    """Reads the mention out of a source's tokens."""

    def __init__(self, syntax: Syntax, reader: Reader) -> None:
        self._syntax = syntax
        self._reader = reader

    def read(self, tokens: Sequence[int]) -> tuple[Mention, ...]:
        """The mention that the tokens of a source are about; a group's is followed by its members'."""
        tokens = self._core(tokens[:_LONGEST])
        inside = set(tokens)
        roots = [i for i in tokens if self._tells(i) and self._is_root(i, inside)]
        if not roots:
            return ()
        root = self._whole(min(roots, key=self._rank))
        if len(roots) > 1 or root not in inside:
            start = self._reader.phrase_start(root)
            tokens = [*range(start, root + 1), *(i for i in tokens if i > root)]
        group = self._reader.coordination(root, tokens)
        if group is None:
            return (self._single(root, tokens),)
        return (group, *(self._single(head, self._part(tokens, group, head)) for head in group.members))

    def _single(self, root: int, tokens: Sequence[int]) -> Mention:
        syntax = self._syntax
        if syntax.lemmas[root] in _QUANTIFIERS:
            root = next(
                (i for i in tokens if i > root and pronoun_of(syntax, i) in ("relative", "plural")), root
            )
        if (
            name := self._reader.name_at.get(root)
            or self._named_apposition(root, tokens)
            or self._outlet(root)
        ):
            return Mention(name.start, name.end, name.head, "name", name, is_source=True)
        if pronoun_of(syntax, root):
            return Mention(root, root + 1, root, "pronoun", is_source=True)
        start = tokens[0] if tokens[0] <= root else self._reader.phrase_start(root)
        return Mention(start, self._reader.phrase_end(root, tokens), root, "nominal", is_source=True)

    def _named_apposition(self, root: int, tokens: Sequence[int]) -> Name | None:
        """The name in 'the mayor of the town, Jane Roe,' and, where the parse errs, in 'Mayor Jane Roe'."""
        syntax = self._syntax
        names = [name for i in tokens if (name := self._reader.name_at.get(i)) and name.head == i]
        for name in names:
            if syntax.deps[name.head] == "appos" and syntax.heads[name.head] == root:
                return name
        for name in names:
            before = range(tokens[0], name.start)
            if name.end <= tokens[-1] and syntax.tags[name.end] in NOUN_TAGS | {"POS", "HYPH"}:
                continue
            words = [syntax.words[i] for i in before if syntax.words[i][0].isalnum()]
            is_titled = bool(words) and lexicon().is_title(words[-1])
            if is_titled and all(syntax.tags[i] not in ("IN", "POS", "VBN", "WP") for i in before):
                return name
        return None

    def _outlet(self, root: int) -> Name | None:
        """The name in 'the Daily Planet newspaper'."""
        before = self._reader.name_at.get(root - 1)
        if before is None or before.label in PLACES or self._syntax.tags[root] != "NN":
            return None
        return before if self._syntax.lemmas[root] in lexicon().outlets else None

    def _part(self, tokens: Sequence[int], group: Mention, member: int) -> list[int]:
        """The tokens of a source that belong to one member of the group it names."""
        before = max((m + 1 for m in group.members if m < member), default=tokens[0])
        after = min((m for m in group.members if m > member), default=tokens[-1] + 1)
        own = [i for i in tokens if before <= i < after and self._syntax.tags[i] not in ("CC", ",")]
        return [i for i in own if i <= member] if after <= tokens[-1] else own

    def _core(self, tokens: Sequence[int]) -> list[int]:
        """The tokens of a source that a tagger cut badly, without what spilled into it.

        What spills is from the sentence before, from the quotation, or stands outside the phrase.
        """
        syntax = self._syntax
        told = [i for i in tokens if not syntax.quoted[i]]
        core = told if any(map(self._tells, told)) else list(tokens)
        last = max((syntax.sentences[i] for i in core if self._tells(i)), default=-1)
        core = [i for i in core if syntax.sentences[i] == last]
        return list(dropwhile(self._is_function_word, core))

    def _is_root(self, token: int, inside: set[int]) -> bool:
        """Whether a word of a source is one who may speak and belongs to no other such word of it."""
        if not self._may_speak(token):
            return False
        at = token
        for _ in range(_DEEPEST):
            above = self._syntax.heads[at]
            if above == at or above not in inside:
                return True
            if self._may_speak(above):
                return False
            at = above
        return False

    def _may_speak(self, token: int) -> bool:
        syntax = self._syntax
        if token in self._reader.name_at or pronoun_of(syntax, token) or not syntax.tags[token]:
            return True
        return syntax.tags[token] in NOUN_TAGS or syntax.lemmas[token] in _QUANTIFIERS | {"one", "those"}

    def _rank(self, root: int) -> int:
        """Which word of a badly cut source it is likeliest about: a subject, then a name, then others."""
        person = pronoun_of(self._syntax, root)
        if person in ("first", "second"):
            return 2
        if self._syntax.deps[root] in SUBJECTS:
            return 0
        return 1 if person or root in self._reader.name_at else 2

    def _whole(self, root: int) -> int:
        """The head of the name that a source holds only the beginning of."""
        syntax, head = self._syntax, self._syntax.heads[root]
        kinds = ("compound", "det", "amod") if head in self._reader.name_at else ("det", "amod")
        return head if syntax.deps[root] in kinds and 0 < head - root <= _NEAR else root

    def _tells(self, token: int) -> bool:
        """Whether a word by itself says something of who is meant."""
        if self._is_function_word(token):
            return False
        return self._syntax.tags[token] != "DT" or self._syntax.words[token].casefold() in PRONOUNS

    def _is_function_word(self, token: int) -> bool:
        word, tag = self._syntax.words[token], self._syntax.tags[token]
        return tag in _FUNCTION_TAGS or not any(map(str.isalnum, word))
