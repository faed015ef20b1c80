"""What a quotation is there for, told by form alone: speech, a term, or a title.

Measured on the 9,174 outermost quotations of PolNeAR's training articles, see :func:`quotation_role`
and :func:`stands_alone`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from quoteattr.marks import Quotation

Role: TypeAlias = Literal["speech", "term", "title"]

# Characters, words: what is longer is neither a title nor a term.
_LONGEST_TITLE = 70
_LONGEST_TERM = 3
_NEAR = 60

_WORD = re.compile(r"\w[\w'’&.-]*")
# What may stand between the author's punctuation and the opening mark: other quotations end there.
_BETWEEN = " \t\xa0\u202a([\"'“”‘’»"
_MINOR = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "la", "nor", "of", "on", "or"}
    | {"the", "to", "vs", "with"}
)
_CLAUSE = re.compile(
    r"\b(?:i|we|you|he|she|they|it|us|me|them|is|are|was|were|am|will|would|can|do|did|don['’]t|can['’]t"
    r"|won['’]t|let['’]s|(?:i|you|we|they|it|that)['’](?:m|re|ve|ll|s|d))\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|(?:add|ask|shout|yell|repl|answer|respond|declar|continu|tweet|joke|conclud|"
    r"insist|explain|chant|cr|writ|exclaim|whisper|warn)(?:s|ed|d|ied|ies|ing|e|es|en)|wrote|told \w+"
    r"(?: \w+)?)\s*\Z",
    re.IGNORECASE,
)
_ENDED = re.compile(r"""[,.?!…–—-][\])'’"”\s]*\Z""")
_EXCLAIMED = re.compile(r"""[?!][\])'’"”\s]*\Z""")


def quotation_role(text: str, quotation: Quotation) -> Role:
    """Whether a quotation is quoted speech, a quoted term (or scare quotes), or a title.

    Titles stand in capitals where the words around them do not; terms are a few words that the
    author's sentence goes on through. The rest is speech.
    """
    inner = quotation.inner
    if inner.end - inner.start > _LONGEST_TITLE:
        return "speech"
    quoted = inner.of(text)
    alone = stands_alone(text, quotation)
    if (
        _is_titled(quoted)
        and not alone
        and not _EXCLAIMED.search(quoted)
        and not _is_headline(text, quotation)
    ):
        return "title"
    if alone or _CLAUSE.search(quoted) or len(_WORD.findall(quoted)) > _LONGEST_TERM:
        return "speech"
    return "term"


def stands_alone(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence, or goes on with one, by itself: not woven into the author's.

    It follows a sentence's end, a colon, or the comma of 'he said,', and ends as a sentence does.
    """
    inner = quotation.inner
    ending = text[max(inner.start, inner.end - 8) : inner.end]
    if quotation.closed and not _ENDED.search(ending):
        return False
    opening = text[inner.start : inner.start + _LONGEST_TITLE]
    before = text[max(0, quotation.start - _NEAR) : quotation.start].rstrip(_BETWEEN)
    if not before or before[-1] in ".!?…\n\r\u2028\u2029:":
        return True
    if before[-1] not in ",–—-":
        return False
    return bool(_SAYING.search(before[:-1])) or (opening[0].isupper() and not _is_titled(opening))


def _is_titled(words: str) -> bool:
    """Whether all words that a title would have in capitals are."""
    found = _WORD.findall(words)
    return bool(found) and found[0][0].isupper() and all(_is_capital(w) or w in _MINOR for w in found)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _is_headline(text: str, quotation: Quotation) -> bool:
    """Whether the words around are in capitals too, so that capitals tell nothing."""
    before = text[max(0, quotation.start - _NEAR) : quotation.start].rpartition("\n")[2]
    after = text[quotation.end : quotation.end + _NEAR].partition("\n")[0]
    around = [*_WORD.findall(before)[1:], *_WORD.findall(after)[:-1]]
    return len(around) > 2 and all(_is_capital(w) or w in _MINOR for w in around)
