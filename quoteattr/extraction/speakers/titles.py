"""Titles and roles that a name is given: before it, after it in apposition, or as what is named."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from quoteattr.extraction.speakers.lexicon import lexicon
from quoteattr.extraction.speakers.names import Name
from quoteattr.extraction.speakers.syntax import Syntax

_LONGEST = 10
_MODIFIERS = frozenset({"NN", "NNP", "NNPS", "JJ", "HYPH", "VBN", "AFX", "CD", "JJS"})
_APPOSITIVE = _MODIFIERS | {"DT", "RB", "NNS", "POS", "PRP$", "CC"}
_ENDS = frozenset(',.;:)—–-"”')


@frozen
class Title:
    """Tokens (end exclusive) that title somebody, and the roles that they name."""

    start: int
    end: int
    roles: tuple[str, ...]


def titles_of(syntax: Syntax, name: Name) -> Iterator[Title]:
    """The titles given at one mention of a name."""
    for title in (_before(syntax, name), _after(syntax, name), _named(syntax, name)):
        if title is not None and title.roles:
            yield title


def _before(syntax: Syntax, name: Name) -> Title | None:
    if syntax.heads[name.head] > name.head and syntax.deps[name.head] in ("compound", "nmod", "poss"):
        return None
    start = name.start
    while start > max(name.start - _LONGEST, 0) and _is_premodifier(syntax, start - 1):
        start -= 1
    end = name.start
    while start < end and syntax.tags[start] in ("HYPH", "CD"):
        start += 1
    while end > start and syntax.tags[end - 1] in ("VBN", "HYPH"):
        end -= 1
    return _title(syntax, start, end) if start < end else None


def _is_premodifier(syntax: Syntax, token: int) -> bool:
    if syntax.words[token].casefold() == "of":
        return token > 0 and lexicon().is_title(syntax.words[token - 1])
    return syntax.tags[token] in _MODIFIERS and syntax.words[token][:1].isalnum()


def _after(syntax: Syntax, name: Name) -> Title | None:
    """'Jane Roe (D-Ohio), the former mayor of a town,'."""
    at, last = _past_parenthesis(syntax, name.end), min(len(syntax.words), name.end + 3 * _LONGEST)
    if at + 2 >= last or syntax.words[at] not in (",", "—", "–"):
        return None
    start = end = at + 1
    while end < last and syntax.tags[end] in _APPOSITIVE:
        end += 1
    nouns = [i for i in range(start, end) if syntax.tags[i] in ("NN", "NNP")]
    if not nouns or not lexicon().role(syntax.lemmas[nouns[-1]]):
        return None
    stop = end
    while (
        stop < last
        and syntax.tags[stop] in _APPOSITIVE | {"IN", "NNS", ","}
        and syntax.words[stop] not in _ENDS
    ):
        stop += 1
    if stop < last and syntax.words[stop] not in _ENDS and syntax.tags[stop] not in ("WP", "IN"):
        return None
    while start < nouns[-1] and syntax.tags[start] in ("DT", "RB", "PRP$"):
        start += 1
    return _title(syntax, start, min(stop, start + _LONGEST))


def _past_parenthesis(syntax: Syntax, at: int) -> int:
    if at < len(syntax.words) and syntax.words[at] in ("(", "["):
        for end in range(at + 1, min(at + 8, len(syntax.words))):
            if syntax.words[end] in (")", "]"):
                return end + 1
    return at


def _named(syntax: Syntax, name: Name) -> Title | None:
    """'the mayor of the town, Jane Roe'."""
    head = syntax.heads[name.head]
    if syntax.deps[name.head] != "appos" or not 0 < name.start - head < 2 * _LONGEST:
        return None
    start = head
    while start > 0 and syntax.tags[start - 1] in _MODIFIERS:
        start -= 1
    return Title(start, head + 1, _roles(syntax, head, head + 1))


def _title(syntax: Syntax, start: int, end: int) -> Title:
    return Title(start, end, _roles(syntax, start, end))


def _roles(syntax: Syntax, start: int, end: int) -> tuple[str, ...]:
    lex, found = lexicon(), []
    for token in range(start, end):
        if syntax.tags[token] == "IN":
            break
        if role := lex.role(syntax.words[token]):
            found.append(role)
    return tuple(found)
