"""Cues in the passive: 'Moss was told by officials that it fell' has the officials for its source.

Who is told, warned or asked stands where the subject is, and is neither source nor content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.document import Span
from quoteattr.extraction.frames import children, phrase
from quoteattr.extraction.lexicons import is_one_of
from quoteattr.extraction.places import Places
from quoteattr.extraction.tagging import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token


def turn_passive(places: Places, candidate: Candidate) -> Candidate:
    """The candidate with the agent of a passive cue as its source, and without whom it tells."""
    cue = places.token(candidate.anchor)
    if cue.tag_ != "VBN":
        return candidate
    outside = list(_told(cue))
    source = _without(candidate.source, outside)
    for agent in _agents(cue):
        source = (phrase(agent),)
        outside.append(Span(agent.head.idx, source[0].end))
    return evolve(candidate, source=source, content=_without(candidate.content, outside) or candidate.content)


def _agents(verb: Token) -> Iterator[Token]:
    """Who does it: 'by officials'."""
    for child in children(verb):
        if child.dep_ == "agent":
            yield from (noun for noun in children(child) if noun.dep_ == "pobj")


def _told(verb: Token) -> Iterator[Span]:
    if is_one_of(verb, "telling"):
        yield from (phrase(child) for child in children(verb) if child.dep_ == "nsubjpass")


def _without(spans: Sequence[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
    """The spans less some holes, with what is left before and behind each."""
    for hole in holes:
        spans = [piece for span in spans for piece in _around(span, hole)]
    return tuple(spans)


def _around(span: Span, hole: Span) -> Iterator[Span]:
    if not span.overlaps(hole):
        yield span
        return
    # One character of white space parts the hole from its neighbours.
    if span.start < hole.start - 1:
        yield Span(span.start, hole.start - 1)
    if hole.end + 1 < span.end:
        yield Span(hole.end + 1, span.end)
