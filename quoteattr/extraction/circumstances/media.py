"""The medium of an attribution: the document, broadcast or occasion that something was said in.

First the nouns for media are found ('in a statement', 'at a rally', 'filed a motion'); then an
attribution takes the nearest one in its own clause, or in a clause that its own hangs on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoteattr.extraction.circumstances.frames import Frame
from quoteattr.extraction.lexicons import is_one_of
from quoteattr.extraction.reading import columns
from quoteattr.extraction.reading.walks import governing, verb_above

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INTRODUCING = frozenset(("in", "at", "during", "via", "through"))
_IN_NAME = ("compound", "poss", "nmod")
# How many nouns on either side of a cue are looked at, so that time stays linear.
_REACH = 6


def find_media(doc: Doc) -> tuple[Token, ...]:
    """All nouns of a document that mean something to say things in, at or on, in text order."""
    nouns = (i for i, pos in enumerate(columns.strings(doc, "POS")) if pos in ("NOUN", "PROPN"))
    return tuple(doc[i] for i in nouns if _is_medium(doc[i]))


def _is_medium(noun: Token) -> bool:
    return noun.dep_ != "compound" and (is_one_of(noun, "media") or _is_platform(noun))


def _is_platform(noun: Token) -> bool:
    """Whether things are said on it: 'Twitter', 'his show', or a name that has one in it: 'Fox News'."""
    named = (child for child in noun.lefts if child.dep_ in _IN_NAME) if noun.pos_ == "PROPN" else ()
    return is_one_of(noun, "platforms") or any(is_one_of(child, "platforms") for child in named)


def choose_medium(frame: Frame, media: Sequence[Token]) -> Token | None:
    """The noun of the nearest medium that the clauses of a cue reach, or None."""
    at = bisect_left(media, frame.head.i, key=lambda noun: noun.i)
    near = media[max(0, at - _REACH) : at + _REACH]
    clauses = {token.i for token in governing(frame.head)}
    fitting = (noun for noun in near if _fits(noun, frame, clauses))
    return min(fitting, key=lambda noun: abs(noun.i - frame.head.i), default=None)


def _fits(noun: Token, frame: Frame, clauses: set[int]) -> bool:
    if noun.i == frame.head.i:
        return is_one_of(noun, "documents")
    if noun in frame.cue and noun.dep_ == "pobj":
        return True
    if noun in frame.source:
        return noun.dep_ == "pobj" and noun.head in frame.source and noun.head.lower_ in ("in", "from")
    if frame.in_content(noun):
        return _is_produced(noun) and noun.head in frame.cue
    if not (_is_introduced(noun) or _is_produced(noun)):
        return False
    return noun.i in clauses or _is_reached(noun, frame, clauses)


def _is_introduced(noun: Token) -> bool:
    """Whether a preposition says that something was said there: 'in a letter', 'on Twitter'."""
    before = noun.head.lower_
    if noun.dep_ != "pobj":
        return False
    return _is_platform(noun) if before == "on" else before in _INTRODUCING and is_one_of(noun, "media")


def _is_produced(noun: Token) -> bool:
    """Whether a verb says that it was issued or held; to send a message is mostly a figure of speech."""
    is_object = noun.dep_ in ("dobj", "nsubjpass") and noun.lemma_ != "message"
    return is_object and is_one_of(noun, "media") and is_one_of(noun.head, "producing")


def _is_reached(noun: Token, frame: Frame, clauses: set[int]) -> bool:
    """Whether a noun's verb is of the cue's clauses, or a participle that hangs on them or the source.

    A verb inside the content counts as well: parsers often attach there what follows the content.
    """
    verb = verb_above(noun)
    if frame.in_content(verb):
        return noun.sent.start == frame.head.sent.start
    return any(above.i in clauses or above in frame.source for above in governing(verb))
