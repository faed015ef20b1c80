"""What the tagger reads of a parsed document: integer codes and offsets, one row a token.

Built once a document, as arrays: nothing here loops over tokens. Strings are looked up by spaCy's
own 64-bit hashes, so that any English pipeline's Doc will do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.document import Span
from quoteattr.marks import Quotation, find_quotations, quotation_role
from quoteattr.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]

# The strings of these attributes are coded by the model's vocabulary, 0 for one it has not seen.
STRING_FEATURES = ("LEMMA", "TAG", "DEP", "ENT_TYPE", "SHAPE", "SUFFIX")
# These are coded by form; each has this many values.
FORM_FEATURES = {
    "sentence": 4,
    "paragraph": 4,
    "depth": 3,
    "role": 4,
    "mark": 4,
    "after quotation": 8,
    "before quotation": 8,
    "closed by": 5,
}
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "agent", "poss", "expl")
COMPLEMENTS = ("ccomp", "xcomp", "acl", "pcomp", "dobj", "advcl", "pobj", "prep")

_ROLES = {"speech": 1, "term": 2, "title": 3}
_CLOSERS = {",": 1, ".": 2, "?": 3, "!": 3}
_DISTANCES = np.array([1, 2, 3, 4, 7, 12])


@frozen(eq=False)
class Tokens:
    """A document as the tagger reads it; n tokens.

    ``start`` and ``end`` are character offsets; ``head``, ``subject`` and ``complement`` token
    numbers (the token itself where there is none); ``sentence``, ``paragraph`` and ``quotation`` run
    along the text, the last from -1 where no quotation is; ``forms`` has a column for each of
    :data:`FORM_FEATURES`, ``hashes`` one for each of :data:`STRING_FEATURES`.
    """

    start: Ints
    end: Ints
    head: Ints
    subject: Ints
    complement: Ints
    sentence: Ints
    paragraph: Ints
    quotation: Ints
    blank: NDArray[np.bool_]
    lower: NDArray[np.uint64]
    dep: NDArray[np.uint64]
    hashes: NDArray[np.uint64]
    forms: Ints
    quotations: tuple[Quotation, ...]

    def __len__(self) -> int:
        return len(self.start)

    @property
    def marks(self) -> NDArray[np.bool_]:
        """Which tokens are the opening or closing mark of a quotation."""
        return self.forms[:, list(FORM_FEATURES).index("mark")] > 0


@frozen(eq=False)
class Vocabulary:
    """Codes of strings by their hashes: 1 to n in the order given, 0 for any other."""

    hashes: NDArray[np.uint64]
    codes: Ints

    @classmethod
    def of(cls, strings: Sequence[str]) -> Vocabulary:
        """The vocabulary of these strings."""
        from spacy.strings import hash_string

        return cls.from_hashes(np.array([hash_string(s) for s in strings], dtype=np.uint64))

    @classmethod
    def from_hashes(cls, hashes: NDArray[np.uint64]) -> Vocabulary:
        """The vocabulary of the strings with these hashes."""
        order = np.argsort(hashes)
        return cls(hashes[order], order + 1)

    def in_order(self) -> NDArray[np.uint64]:
        """The hashes in the order of their codes."""
        return self.hashes[np.argsort(self.codes)]

    def __len__(self) -> int:
        return len(self.hashes) + 1

    def encode(self, hashes: NDArray[np.uint64]) -> Ints:
        """Codes in the shape of the hashes."""
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, self.codes[at], 0)


def read_tokens(doc: Doc) -> Tokens:
    """What the tagger reads of a parsed document."""
    from spacy import attrs

    names = ("LENGTH", "SPACY", "HEAD", "SENT_START", "IS_SPACE", "LOWER", *STRING_FEATURES)
    table = doc.to_array([getattr(attrs, name) for name in names]).reshape(len(doc), len(names))
    columns = dict(zip(names, table.T, strict=True))
    lengths = columns["LENGTH"].astype(np.int64)
    end = np.cumsum(lengths + columns["SPACY"].astype(np.int64)) - columns["SPACY"].astype(np.int64)
    start = end - lengths
    number = np.arange(len(doc))
    head = number + columns["HEAD"].astype(np.int64)
    sentence = np.cumsum(columns["SENT_START"].astype(np.int64) == 1)
    paragraph = _stretches(start, find_paragraphs(doc.text))
    quotations = find_quotations(doc.text)
    quoted, quotation = _quotation_forms(doc.text, start, end, paragraph, quotations)
    return Tokens(
        start=start,
        end=end,
        head=head,
        subject=_child(columns["DEP"], head, SUBJECTS),
        complement=_child(columns["DEP"], head, COMPLEMENTS),
        sentence=sentence,
        paragraph=paragraph,
        quotation=quotation,
        blank=columns["IS_SPACE"].astype(bool),
        lower=columns["LOWER"],
        dep=columns["DEP"],
        hashes=table[:, -len(STRING_FEATURES) :],
        forms=np.stack([_place(sentence, paragraph), np.minimum(paragraph, 3), *quoted], axis=1),
        quotations=quotations,
    )


def _stretches(start: Ints, spans: Sequence[Span]) -> Ints:
    """For each token, the number of the last span that starts at or before it, 0 at the least."""
    starts = np.array([span.start for span in spans], dtype=np.int64)
    return np.maximum(np.searchsorted(starts, start, side="right") - 1, 0)


def _place(sentence: Ints, paragraph: Ints) -> Ints:
    """Which sentence of its paragraph a token stands in, 3 for any later one."""
    first = np.zeros(int(paragraph[-1]) + 1 if len(paragraph) else 0, dtype=np.int64)
    first[paragraph[::-1]] = sentence[::-1]
    return np.minimum(sentence - first[paragraph], 3)


def _child(dep: NDArray[np.uint64], head: Ints, labels: Sequence[str]) -> Ints:
    """For each token, its child by the first of these relations that it has, or itself."""
    from spacy.strings import hash_string

    number = np.arange(len(dep))
    child = number.copy()
    for label in reversed(labels):
        children = number[(dep == hash_string(label)) & (head != number)][::-1]
        child[head[children]] = children
    return child


def _quotation_forms(
    text: str, start: Ints, end: Ints, paragraph: Ints, quotations: Sequence[Quotation]
) -> tuple[list[Ints], Ints]:
    """How tokens stand to quotation marks: the columns from 'depth' on; and the quotation each is in."""
    size = len(start)
    depth, role, mark, closed_by = (np.zeros(size, dtype=np.int64) for _ in range(4))
    quotation = np.full(size, -1)
    opens, closes = [], []
    for number, q in enumerate(quotations):
        first, last = np.searchsorted(end, q.start, side="right"), np.searchsorted(start, q.end) - 1
        if first > last:
            continue
        depth[first : last + 1] = min(q.depth + 1, 2)
        mark[first] = 1
        if q.closed:
            mark[last] = 2
        if q.depth == 0:
            quotation[first : last + 1] = number
            role[first : last + 1] = _ROLES[quotation_role(text, q)]
            closed_by[first : last + 1] = (
                _CLOSERS.get(text[q.inner.end - 1], 4) if q.inner and q.closed else 0
            )
            opens.append(first)
            closes.append(last)
    number = np.arange(size)
    opening, closing = np.array([*opens, size]), np.array([-1, *closes])
    after = number - closing[np.searchsorted(closing, number) - 1]
    before = opening[np.searchsorted(opening, number, side="right").clip(max=len(opens))] - number
    inside = quotation >= 0
    forms = [depth, role, mark]
    forms += [np.where(inside, 0, np.searchsorted(_DISTANCES, distance) + 1) for distance in (after, before)]
    return [*forms, closed_by], quotation


def child_bits(tokens: Tokens, deps: Vocabulary) -> Floats:
    """For each token, which relations its children stand in: 0 or 1, a column a relation."""
    bits = np.zeros((len(tokens), len(deps)), dtype=np.float32)
    has_head = tokens.head != np.arange(len(tokens))
    bits[tokens.head[has_head], deps.encode(tokens.dep[has_head])] = 1
    return bits


def encode_strings(tokens: Tokens, vocabularies: Mapping[str, Vocabulary]) -> Ints:
    """The codes of :data:`STRING_FEATURES`, a column each."""
    columns = [vocabularies[name].encode(tokens.hashes[:, i]) for i, name in enumerate(STRING_FEATURES)]
    return np.stack(columns, axis=1)
