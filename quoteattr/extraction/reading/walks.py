"""Walks over the parse from a token: what hangs on it, and what it hangs on.

Each is bounded in depth and width, so that time stays linear on any parse.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from quoteattr.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# No sentence that makes sense goes deeper or wider; parses of gibberish can be chains of thousands.
_BOUND = 20
_VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass")
_BEFORE_NOUN = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "punct"))
_HANGING = frozenset(("conj", "advcl", "xcomp", "pcomp", "prep", "acl", "parataxis", "relcl", "dep"))


def children(token: Token) -> Iterator[Token]:
    """What hangs on a token directly, in text order."""
    return islice(token.children, _BOUND)


def verb_above(token: Token) -> Token:
    """The nearest verb that a token hangs on, or the root of its sentence."""
    above = token
    for above in islice(token.ancestors, _BOUND):
        if above.pos_ in _VERBAL:
            break
    return above


def governing(token: Token) -> Iterator[Token]:
    """A token and what its clause hangs on, as long as no clause on the way has a subject of its own."""
    yield token
    for above in islice(token.ancestors, _BOUND):
        if token.dep_ not in _HANGING or _has_own_subject(token):
            return
        yield above
        token = above


def _has_own_subject(verb: Token) -> bool:
    """Whether a clause says who acts: not by a relative pronoun, nor by the pronoun of 'and he said'."""
    if verb.dep_ == "relcl":
        return False
    subjects = (child for child in children(verb) if child.dep_ in _SUBJECTS)
    return any(subject.pos_ != "PRON" or verb.dep_ != "conj" for subject in subjects)


def phrase(noun: Token) -> Span:
    """A noun with what stands before it in its phrase, and a name right after it: 'President Asha Rao'."""
    before = [child.left_edge.i for child in islice(noun.lefts, _BOUND) if child.dep_ in _BEFORE_NOUN]
    named = (
        child for child in islice(noun.rights, 1) if child.dep_ == "appos" and child.ent_type_ == "PERSON"
    )
    last = next((child for child in named if child.left_edge.i == noun.i + 1), noun)
    return Span(noun.doc[min(before, default=noun.i)].idx, last.idx + len(last))
