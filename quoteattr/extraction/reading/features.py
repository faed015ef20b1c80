"""What the tagger reads of a parsed document: integer codes and offsets, one row a token.

Built once a document, as arrays: nothing here loops over tokens. Strings are looked up by spaCy's
own 64-bit ids, so that any English pipeline's Doc will do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.marks import Quotation, find_quotations, quotation_role, stands_alone
from quoteattr.paragraphs import find_paragraphs
from quoteattr.spans import Span

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
    "role": 5,
    "mark": 3,
    "after quotation": 8,
    "before quotation": 8,
    "closed by": 5,
}
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "agent", "poss", "expl")
COMPLEMENTS = ("ccomp", "xcomp", "acl", "pcomp", "dobj", "advcl", "pobj", "prep")

_ROLES = {"speech": 1, "term": 2, "title": 3}
_STANDS_ALONE = 4
_CLOSERS = {",": 1, ".": 2, "?": 3, "!": 3}
_DISTANCES = np.array([1, 2, 3, 4, 7, 12])
_FAR = 1 << 40
_STOPS = frozenset(".?!…\n")
# A stop may have closing marks and brackets, and white space, behind it.
_STOP_WIDTH, _LOOK_BACK = 3, 8


class _Places(NamedTuple):
    start: Ints
    end: Ints
    paragraph: Ints


class _Quoting(NamedTuple):
    """The number of the quotation that each token is in, and the columns of forms from 'depth' on."""

    quotation: Ints
    forms: list[Ints]


@frozen(eq=False)
class Tokens:
    """A document as the tagger reads it; n tokens.

    ``start`` and ``end`` are character offsets; ``head``, ``subject`` and ``complement`` token
    numbers (the token itself where there is none); ``sentence``, ``paragraph`` and ``quotation`` run
    along the text, the last from -1 where no quotation is; so does ``stretch``, which numbers the
    sentences that end as such, since a parser breaks off others too. What parts two paragraphs has a
    number of its own in ``paragraph``: a paragraph is the same whether another one follows or not.
    ``forms`` has a column for each of :data:`FORM_FEATURES`, ``hashes`` one for each of
    :data:`STRING_FEATURES`.
    """

    text: str
    start: Ints
    end: Ints
    head: Ints
    subject: Ints
    complement: Ints
    sentence: Ints
    stretch: Ints
    paragraph: Ints
    quotation: Ints
    blank: NDArray[np.bool_]
    colon: NDArray[np.bool_]
    lower: NDArray[np.uint64]
    hashes: NDArray[np.uint64]
    forms: Ints
    quotations: tuple[Quotation, ...]
    paragraphs: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.start)

    @property
    def dep(self) -> NDArray[np.uint64]:
        """The hashes of the dependencies."""
        return self.hashes[:, STRING_FEATURES.index("DEP")]

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
        from spacy.strings import get_string_id

        return cls.from_hashes(np.array([get_string_id(s) for s in strings], dtype=np.uint64))

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
        if not len(self.hashes):
            return np.zeros(hashes.shape, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[at] == hashes, self.codes[at], 0)


def read_tokens(doc: Doc) -> Tokens:
    """What the tagger reads of a parsed document."""
    from spacy import attrs
    from spacy.strings import get_string_id

    names = ("LENGTH", "SPACY", "HEAD", "SENT_START", "IS_SPACE", "LOWER", *STRING_FEATURES)
    table = np.asarray(doc.to_array([getattr(attrs, name) for name in names]), dtype=np.uint64)
    columns = dict(zip(names, table.reshape(len(doc), len(names)).T, strict=True))
    length, spacing, ahead, starts = (columns[name].astype(np.int64) for name in names[:4])
    end = np.cumsum(length + spacing) - spacing
    head = np.arange(len(doc)) + ahead
    sentence = np.cumsum(starts == 1)
    text = doc.text
    paragraphs = find_paragraphs(text)
    places = _Places(end - length, end, _number(end - length, paragraphs))
    quotations = find_quotations(text)
    quoting = _quotation_forms(text, places, quotations)
    standing = [_place(sentence, places.paragraph), np.minimum(places.paragraph // 2, 3)]
    return Tokens(
        text=text,
        start=places.start,
        end=end,
        head=head,
        subject=_child(columns["DEP"], head, SUBJECTS),
        complement=_child(columns["DEP"], head, COMPLEMENTS),
        sentence=sentence,
        stretch=np.cumsum(_after_stops(text, places.start, starts == 1)),
        paragraph=places.paragraph,
        quotation=quoting.quotation,
        blank=columns["IS_SPACE"].astype(bool),
        colon=columns["LOWER"] == get_string_id(":"),
        lower=columns["LOWER"],
        hashes=np.stack([columns[name] for name in STRING_FEATURES], axis=1),
        forms=np.stack([*standing, *quoting.forms], axis=1),
        quotations=quotations,
        paragraphs=paragraphs,
    )


def _number(start: Ints, paragraphs: Sequence[Span]) -> Ints:
    """For each token, an odd number for its paragraph, an even one for what stands between two."""
    ends = np.array([end for p in paragraphs for end in (p.start, p.end)], dtype=np.int64)
    return np.searchsorted(ends, start, side="right")


def _after_stops(text: str, start: Ints, opens_sentence: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the tokens that open a sentence stand behind a full stop, or the like."""
    behind = opens_sentence.copy()
    for token in np.flatnonzero(opens_sentence).tolist():
        before = text[max(0, start[token] - _LOOK_BACK) : start[token]].rstrip()
        behind[token] = not _STOPS.isdisjoint(before[-_STOP_WIDTH:])
    return behind


def _place(sentence: Ints, paragraph: Ints) -> Ints:
    """Which sentence of its paragraph a token stands in, 3 for any later one."""
    first = np.zeros(int(paragraph[-1]) + 1 if len(paragraph) else 0, dtype=np.int64)
    first[paragraph[::-1]] = sentence[::-1]
    place: Ints = np.minimum(sentence - first[paragraph], 3)
    return place


def _child(dep: NDArray[np.uint64], head: Ints, labels: Sequence[str]) -> Ints:
    """For each token, its child by the first of these relations that it has, or itself."""
    from spacy.strings import get_string_id

    number = np.arange(len(dep))
    child = number.copy()
    for label in reversed(labels):
        children = number[(dep == get_string_id(label)) & (head != number)][::-1]
        child[head[children]] = children
    return child


def _quotation_forms(text: str, tokens: _Places, quotations: Sequence[Quotation]) -> _Quoting:
    """How tokens stand to quotation marks."""
    size = len(tokens.start)
    depth, role, mark, closed_by = (np.zeros(size, dtype=np.int64) for _ in range(4))
    number = np.full(size, -1)
    firsts = np.searchsorted(tokens.end, [q.start for q in quotations], side="right").tolist()
    lasts = (np.searchsorted(tokens.start, [q.end for q in quotations]) - 1).tolist()
    for i, (quotation, first, last) in enumerate(zip(quotations, firsts, lasts, strict=True)):
        held = slice(first, last + 1)
        depth[held] = min(quotation.depth + 1, 2)
        mark[first], mark[last] = 1, 2 if quotation.closed else mark[last]
        if quotation.depth == 0:
            number[held] = i
            alone = stands_alone(text, quotation)
            role[held] = _STANDS_ALONE if alone else _ROLES[quotation_role(text, quotation)]
            closed_by[held] = _CLOSERS.get(quotation.inner.of(text)[-1:], 4) if quotation.closed else 0
    after, before = _distances(number, tokens.paragraph)
    return _Quoting(number, [depth, role, mark, after, before, closed_by])


def _distances(quotation: Ints, paragraph: Ints) -> tuple[Ints, Ints]:
    """How far the last quotation of the paragraph ended and the next one starts: bins, 0 inside one."""
    place = np.arange(len(quotation))
    quoted = quotation >= 0
    last = np.maximum.accumulate(np.where(quoted, place, -_FAR))
    following = np.minimum.accumulate(np.where(quoted, place, _FAR)[::-1])[::-1]
    bins = []
    for other in (last, following):
        near = paragraph[other.clip(0, len(place) - 1)] == paragraph
        distance = np.where(near, np.abs(place - other), _FAR)
        bins.append(np.where(quoted, 0, np.searchsorted(_DISTANCES, distance) + 1))
    return bins[0], bins[1]


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
