"""Cues in the passive: 'Moss was told by officials that it fell' has the officials for its source.

Who is told, warned or asked stands where the subject is, and is neither source nor content.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.extraction.lexicons import is_one_of
from quoteattr.extraction.reading.places import Places
from quoteattr.extraction.reading.walks import children, phrase
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span, cut_out

if TYPE_CHECKING:
    from spacy.tokens import Token


def turn_passive(places: Places, candidate: Candidate) -> Candidate:
    """The candidate with the agent of a passive cue as its source, and without whom it tells."""
    cue = places.token(candidate.anchor)
    if cue.tag_ != "VBN":
        return candidate
    text = places.doc.text
    outside = list(_told(cue))
    source = cut_out(text, candidate.source, outside)
    for agent in _agents(cue):
        source = (phrase(agent),)
        outside.append(Span(agent.head.idx, source[0].end))
    content = cut_out(text, candidate.content, outside) or candidate.content
    return evolve(candidate, source=source, content=content)


def _agents(verb: Token) -> Iterator[Token]:
    """Who does it: 'by officials'."""
    for child in children(verb):
        if child.dep_ == "agent":
            yield from (noun for noun in children(child) if noun.dep_ == "pobj" and noun.i > child.i)


def _told(verb: Token) -> Iterator[Span]:
    """Who is told something, asked or warned: 'Moss was asked', 'Asked by reporters, Moss said'."""
    if is_one_of(verb, "telling"):
        yield from (phrase(child) for child in children(verb) if child.dep_ == "nsubjpass")
        if verb.dep_ == "advcl":
            yield from (phrase(child) for child in children(verb.head) if child.dep_ == "nsubj")
