"""The addressee of an attribution: whom something was said to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from quoteattr.extraction.circumstances.frames import Frame
from quoteattr.extraction.lexicons import is_one_of, lexicon
from quoteattr.extraction.reading.walks import children, governing

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = frozenset(("i", "me", "you", "him", "her", "us", "them", "he", "she", "they", "we", "those"))
_NAMES = ("PERSON", "ORG", "NORP", "GPE")
_RECIPIENTS = ("dobj", "dative", "iobj", "nsubjpass")
_CONVERSING = frozenset(("speak", "talk", "chat", "converse"))
_CONVERSATIONS = frozenset(("meeting", "conversation", "call", "discussion", "session", "chat"))


def find_addressee(frame: Frame, medium: Token | None) -> Token | None:
    """The noun or pronoun for whom a cue, its source or its medium is meant, or None.

    The medium's noun is that of 'an e-mail to his staff' or 'a meeting with the board'.
    """
    return next(_addressed(frame, medium), None)


def _addressed(frame: Frame, medium: Token | None) -> Iterator[Token]:
    for token in frame.cue:
        yield from (noun for noun in _told(token) if noun not in frame.source)
    for token in (*frame.cue, *frame.source):
        yield from _after(token, "to", lexicon("saying"))
    for token in chain(governing(frame.head), _participles(frame.head), frame.source):
        yield from _after(token, "to", _CONVERSING)
        yield from _after(token, "with", _CONVERSING)
    if medium is not None:
        yield from _after(medium, "to", lexicon("media"))
        yield from (noun for noun in _after(medium, "with", _CONVERSATIONS) if noun.pos_ != "PRON")
        yield from _after(medium.head, "to", lexicon("producing"))


def _told(verb: Token) -> Iterator[Token]:
    """The object of 'told', 'asked' or 'urged', and the subject of 'was told' or 'asked about'."""
    if not is_one_of(verb, "telling"):
        return
    yield from (c for c in children(verb) if c.dep_ in _RECIPIENTS and can_be_told(c))
    if verb.dep_ == "advcl" and verb.tag_ == "VBN":
        yield from (c for c in children(verb.head) if c.dep_ == "nsubj" and can_be_told(c))


def _participles(cue: Token) -> Iterator[Token]:
    """Clauses beside a cue or its subject: 'Speaking to them, she said', 'she, speaking to them, said'."""
    for child in children(cue):
        if child.dep_ == "advcl":
            yield child
        elif child.dep_ == "nsubj":
            yield from (below for below in children(child) if below.dep_ == "acl")


def _after(word: Token, preposition: str, words: Collection[str]) -> Iterator[Token]:
    """Who stands after a preposition that hangs on a word, if it is one of some words."""
    if word.lemma_.lower() not in words:
        return
    for child in children(word):
        if child.lower_ == preposition and child.dep_ in ("prep", "dative"):
            yield from (c for c in children(child) if c.dep_ == "pobj" and can_be_told(c))


def can_be_told(noun: Token) -> bool:
    """Whether a noun or pronoun means people, or a body of people."""
    if noun.lower_ in _PERSONAL or noun.ent_type_ in _NAMES or noun.text.startswith("@"):
        return True
    return noun.pos_ in ("NOUN", "PROPN") and is_one_of(noun, "people")
