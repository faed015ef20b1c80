"""What a quotation is there for, told by form alone: speech, a term, or a title.

On the outermost quotations of PolNeAR's 840 training articles, by what the annotators marked:

| by form                | count | within a content | a content starts and ends with it |
| ---------------------- | ----- | ---------------- | --------------------------------- |
| speech, standing alone | 5,604 | 98 %             | 95 %                              |
| speech, woven in       | 1,574 | 96 %             | 10 %                              |
| term                   | 1,466 | 84 %             | 3 %                               |
| title                  | 530   | 41 %             | 8 %                               |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from quoteattr._directions import DOUBLE_MARKS, SINGLE_MARKS

if TYPE_CHECKING:
    from quoteattr.marks import Quotation

Role: TypeAlias = Literal["speech", "term", "title"]

# Characters, words: what is longer is neither a title nor a term.
_LONGEST_TITLE = 70
_LONGEST_TERM = 3
_NEAR = 60

_WORD = re.compile(rf"\w[\w{SINGLE_MARKS}&.-]*")
# What may stand between the author's punctuation and the opening mark: other quotations end there.
_BETWEEN = f" \t\xa0\u202a([{SINGLE_MARKS}{DOUBLE_MARKS}»›"
_MINOR = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "la", "nor", "of", "on", "or"}
    | {"the", "to", "vs", "with"}
)
_CLAUSE = re.compile(
    r"\b(?:I|[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|us|me|them"
    rf"|is|are|was|were|am|will|would|can|do|did|\w+n[{SINGLE_MARKS}]t)\b"
)
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|(?:add|ask|shout|yell|repl|answer|respond|declar|continu|tweet|joke|conclud|"
    r"insist|explain|chant|cr|writ|exclaim|whisper|warn)(?:s|ed|d|ied|ies|ing|e|es|en)|wrote|told \w+"
    r"(?: \w+)?)\s*\Z",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"[,.?!…–—-][\])\s{SINGLE_MARKS}{DOUBLE_MARKS}»›]*\Z")
_ENDS_AFTER = frozenset({"", ",", ".", ":", "?", "!", "\n", "\r"})
_EXCLAIMED = re.compile(rf"[?!][\])\s{SINGLE_MARKS}{DOUBLE_MARKS}]*\Z")


def quotation_role(text: str, quotation: Quotation) -> Role:
    """Whether a quotation is quoted speech, a quoted term (or scare quotes), or a title.

    Titles stand in capitals where the words around them do not; terms are a few words that the
    author's sentence goes on through. The rest is speech.
    """
    inner = quotation.inner
    if inner.end - inner.start > _LONGEST_TITLE or stands_alone(text, quotation):
        return "speech"
    quoted = inner.of(text)
    exclaimed = _EXCLAIMED.search(quoted)
    if _is_titled(quoted) and not _is_headline(text, quotation):
        return "speech" if exclaimed and _SAYING.search(_words_before(text, quotation)) else "title"
    return "speech" if exclaimed or not _is_term(quoted) else "term"


def stands_alone(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence, or goes on with one, by itself: not woven into the author's.

    It follows a sentence's end, a colon, or the comma of 'he said,', and ends as a sentence does.
    """
    if quotation.closed and not _ends_a_clause(text, quotation):
        return False
    before = _words_before(text, quotation)
    if not before or before[-1] in ".!?…\n\r\u2028\u2029:":
        return True
    if before[-1] not in ",–—-":
        return False
    inner = quotation.inner
    opening = text[inner.start : min(inner.end, inner.start + _LONGEST_TITLE)]
    return bool(_SAYING.search(before[:-1])) or (
        opening.lstrip(_BETWEEN)[:1].isupper() and not _is_titled(opening)
    )


def _ends_a_clause(text: str, quotation: Quotation) -> bool:
    """Whether punctuation stands before the closing mark, or after it, as in British print."""
    ending = text[max(quotation.inner.start, quotation.inner.end - 8) : quotation.inner.end]
    return bool(_ENDED.search(ending)) or text[quotation.end : quotation.end + 1] in _ENDS_AFTER


def _words_before(text: str, quotation: Quotation) -> str:
    return text[max(0, quotation.start - _NEAR) : quotation.start].rstrip(_BETWEEN)


def _is_term(quoted: str) -> bool:
    words = len(_WORD.findall(quoted))
    return words <= 1 or (words <= _LONGEST_TERM and not _CLAUSE.search(quoted))


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
