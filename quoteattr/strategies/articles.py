"""Articles with their gold attributions, drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias, get_args

from hypothesis import strategies as st

from quoteattr.document import Document, Kind
from quoteattr.strategies import words
from quoteattr.strategies.page import Marks
from quoteattr.strategies.words import Clause, Cue, Voice
from quoteattr.strategies.writing import Order, Reference, Utterance, write_article

KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")
_Orders: TypeAlias = Mapping[Kind, tuple[Order, ...]]
_ORDERS: _Orders = {
    "direct": ("content first", "inverted", "verb first", "colon", "interrupted", "going on"),
    "mixed": ("verb first", "according to", "content first"),
    "indirect": ("verb first", "according to", "content first", "inverted"),
}
# Of an utterance with another in it, and of one that stands in another.
_NESTING: _Orders = {
    "direct": ("content first", "inverted", "verb first"),
    "indirect": ("verb first", "according to"),
}
_WITHIN: _Orders = dict.fromkeys(KINDS, ("verb first",))
_DEEPEST = 2

clauses = st.builds(Clause, st.sampled_from(words.SUBJECTS), st.sampled_from(words.PREDICATES))
fillers = st.sampled_from(words.FILLERS)
_bodies = st.sampled_from(words.BODIES).map(lambda name: Voice(name, "organization"))


@st.composite
def attributed_texts(
    draw: st.DrawFn, *, kinds: Collection[Kind] = KINDS, nested: bool = True, max_sentences: int = 6
) -> Document:
    """Articles of one to ``max_sentences`` sentences, with their gold attributions, chains and speakers.

    They vary in cue, order, quotation marks, nesting, medium, addressee and in how people are named;
    some sentences are said by nobody. There is at least one attribution. ``kinds`` are those to choose
    from for the outermost ones; what is indirect becomes mixed where it holds another's quotation.
    """
    cast = draw(_casts())
    utterance = _utterances(cast, tuple(kinds), _DEEPEST if nested else 0)
    first = draw(utterance)
    rest = draw(st.lists(st.tuples(st.booleans(), utterance | fillers), max_size=max_sentences - 1))
    return write_article([(False, first), *rest], draw(st.sampled_from(get_args(Marks))))


@st.composite
def _casts(draw: st.DrawFn) -> tuple[Voice, ...]:
    """One to four people and bodies, no two of them of one surname or role."""
    surnames = draw(st.lists(st.sampled_from(words.SURNAMES), min_size=1, max_size=3, unique=True))
    firsts = draw(_as_many(surnames, words.FIRST_NAMES))
    roles = draw(_as_many(surnames, words.ROLES))
    people = (
        Voice(f"{first} {surname}", "person", words.FIRST_NAMES[first], role)
        for first, surname, role in zip(firsts, surnames, roles, strict=True)
    )
    return (*people, *draw(st.lists(_bodies, max_size=1)))


def _as_many(others: Sequence[str], values: Collection[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(values)), min_size=len(others), max_size=len(others), unique=True)


@st.composite
def _utterances(
    draw: st.DrawFn, cast: Sequence[Voice], kinds: Sequence[Kind], depth: int, orders: _Orders = _ORDERS
) -> Utterance:
    """Something that one of the cast says; what others say stands in it at most ``depth`` deep."""
    voice = draw(st.sampled_from(cast))
    kind = draw(st.sampled_from(kinds))
    others = [other for other in cast if other != voice]
    nests = bool(others) and depth > 0 and kind != "mixed" and draw(st.booleans())
    order = draw(st.sampled_from((_NESTING if nests else orders)[kind]))
    inner = _utterances(others, KINDS, depth - 1, _WITHIN) if nests else clauses
    cue, addressee, medium = draw(_circumstances(kind, order))
    return Utterance(
        voice=voice,
        cue=cue,
        content=draw(inner),
        kind=kind,
        order=order,
        reference=draw(st.sampled_from(get_args(Reference))),
        more=draw(clauses) if order in ("interrupted", "going on") else None,
        addressee=addressee,
        medium=medium,
    )


@st.composite
def _circumstances(draw: st.DrawFn, kind: Kind, order: Order) -> tuple[Cue, str | None, str | None]:
    """A cue that fits, and with it an addressee or a medium, where there is room for them."""
    if order == "according to":
        return words.SPEECH[0], None, None
    attitudes = words.ATTITUDES if kind == "indirect" and order == "verb first" else ()
    cue = draw(st.sampled_from((*words.SPEECH, *attitudes)))
    if cue.mode == "attitude":
        return cue, None, None
    addressee = None if order == "inverted" else draw(st.none() | st.sampled_from(words.ADDRESSEES))
    medium = draw(st.none() | st.sampled_from(words.MEDIA))
    return words.TOLD if addressee else cue, addressee, medium
