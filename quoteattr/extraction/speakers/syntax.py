"""A parsed Doc as plain columns, one value a token, with the few questions asked of its trees."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from quoteattr.extraction.reading import columns
from quoteattr.marks import find_quotations
from quoteattr.paragraphs import find_paragraphs
from quoteattr.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "relcl", "acl", "pcomp", "conj"})


@frozen(eq=False)
class Syntax:
    """A Doc's columns. Tokens are numbered from 0; ``starts`` are code points into the text."""

    text: str
    words: Sequence[str]
    lemmas: Sequence[str]
    tags: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    starts: Sequence[int]
    sentences: Sequence[int]
    paragraphs: Sequence[int]
    quoted: Sequence[bool]
    entities: Sequence[tuple[int, int, str]]
    subjects: dict[int, int]

    def span(self, start: int, end: int) -> Span:
        """The characters of the tokens from start up to, not including, end."""
        return Span(self.starts[start], self.starts[end - 1] + len(self.words[end - 1]))

    def tokens_of(self, spans: Iterable[Span]) -> list[int]:
        """The tokens that share a character with one of the spans, white space aside."""
        found: list[int] = []
        for span in spans:
            first = max(bisect_right(self.starts, span.start) - 1, 0)
            last = bisect_right(self.starts, span.end - 1)
            found += (
                i
                for i in range(first, last)
                if not self.words[i].isspace() and self.starts[i] + len(self.words[i]) > span.start
            )
        return found

    def slot(self, token: int) -> int:
        """The token whose place in the clause this one shares, through apposition and coordination."""
        for _ in range(8):
            if self.deps[token] not in ("appos", "conj"):
                break
            token = self.heads[token]
        return token

    def governing_subject(self, token: int, *, own_clause: bool = False) -> int | None:
        """The subject of the clause that a token's clause depends on, or of the nearest with one."""
        at = self.heads[self.slot(token)]
        for _ in range(10):
            subject = self.subjects.get(at) if own_clause else None
            if subject is not None and subject != token:
                return subject
            own_clause = own_clause or self.deps[at] in _CLAUSES
            if self.heads[at] == at:
                return None
            at = self.heads[at]
        return None


def read_syntax(doc: Doc) -> Syntax:
    """The columns of a Doc; one without a parse or entities has empty ones."""
    heads = (np.arange(len(doc)) + columns.numbers(doc, "HEAD")).tolist()
    words, deps, starts = columns.strings(doc, "ORTH"), columns.strings(doc, "DEP"), columns.starts(doc)
    lemmas, text = columns.strings(doc, "LEMMA"), doc.text
    return Syntax(
        text=text,
        words=words,
        lemmas=[(lemma or word).casefold() for lemma, word in zip(lemmas, words, strict=True)],
        tags=columns.strings(doc, "TAG"),
        deps=deps,
        heads=heads,
        starts=starts,
        sentences=_sentence_numbers(doc),
        paragraphs=_paragraph_numbers(text, starts),
        quoted=_quoted(text, starts),
        entities=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
        subjects={heads[i]: i for i in reversed(range(len(deps))) if deps[i] in SUBJECTS},
    )


def _sentence_numbers(doc: Doc) -> list[int]:
    """For each token, the number of its sentence; white space that stands alone begins none."""
    begins = (columns.numbers(doc, "SENT_START") == 1) & (columns.numbers(doc, "IS_SPACE") == 0)
    numbers: list[int] = np.cumsum(begins).tolist()
    return numbers


def running_count(flags: Iterable[bool]) -> list[int]:
    """How many flags were set so far, at each."""
    total, counts = 0, []
    for flag in flags:
        total += flag
        counts.append(total)
    return counts


def _paragraph_numbers(text: str, starts: Sequence[int]) -> list[int]:
    bounds = [p.start for p in find_paragraphs(text)]
    return [max(bisect_right(bounds, start) - 1, 0) for start in starts]


def _quoted(text: str, starts: Sequence[int]) -> list[bool]:
    """Whether each token stands in quotation marks."""
    pieces = [piece for q in find_quotations(text) if not q.depth for piece in q.pieces]
    bounds = [piece.start for piece in pieces]
    last = (bisect_right(bounds, start) - 1 for start in starts)
    return [at >= 0 and start < pieces[at].end for at, start in zip(last, starts, strict=True)]
