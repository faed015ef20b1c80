"""Attributions that a set phrase tells: 'It was, in Moss's words, "a cruel joke."'."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.extraction.linking.quotations import Marks
from quoteattr.extraction.reading import columns
from quoteattr.extraction.reading.walks import children, phrase
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.marks import Quotation
from quoteattr.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 100
_PUNCTUATION = " \t\xa0,:—–-"


def find_phrases(doc: Doc, marks: Marks) -> Iterator[Candidate]:
    """Who is named by 'in X's words' or 'in the words of X', with the quotation right beside that."""
    for number in [i for i, word in enumerate(columns.strings(doc, "LOWER")) if word == "words"]:
        words = doc[number]
        if words.dep_ != "pobj" or words.head.lower_ != "in":
            continue
        source = _owner(words)
        # 'Whose words is that in?' has its preposition behind them.
        if source is None or source.start < words.head.idx:
            continue
        last = Span(words.idx, words.idx + len(words))
        whole = Span(words.head.idx, max(last.end, source.end))
        quotation = _beside(doc.text, whole, marks)
        if quotation is not None and whole.end - whole.start <= _LONGEST:
            cue = _cue(doc.text, whole, source, last)
            yield Candidate.by_form(words.idx, (source,), cue, (quotation.span,))


def _owner(words: Token) -> Span | None:
    """Whose words they are."""
    for child in children(words):
        if child.dep_ == "poss":
            return phrase(child)
        if child.lower_ == "of":
            return next((phrase(noun) for noun in islice(child.rights, 1)), None)
    return None


def _cue(text: str, whole: Span, source: Span, words: Span) -> tuple[Span, ...]:
    """The phrase but for its source: 'in ... words' or 'in the words of'."""
    before = text[whole.start : source.start].rstrip()
    cue = Span(whole.start, whole.start + len(before))
    return (cue, words) if source.end <= words.start else (cue,)


def _beside(text: str, whole: Span, marks: Marks) -> Quotation | None:
    """The quotation that only punctuation parts from a phrase: the one after it, or the one before."""
    for quotation in marks.beside(whole):
        between = text[whole.end : quotation.start] or text[quotation.end : whole.start]
        if not between.strip(_PUNCTUATION) and not quotation.span.overlaps(whole):
            return quotation
    return None
