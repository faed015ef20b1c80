"""Made-up nesting: sentences of a corpus put in the place of what somebody else is quoted with.

Corpora of attributions mark the outermost alone, so a tagger trained on them learns that nothing in
a quotation, or under 'she said', is a cue. Here a quoted sentence, or a clause under a cue, gives way
to a sentence of another article, whose own attributions become inner ones. All around stays as its
writer had it, so that a tagger cannot tell made-up nesting from what it was not told of; and
sentences that attribute nothing are put in too, so that it learns what is no cue there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.document import Span
from quoteattr.extraction.places import Places
from quoteattr.marks import find_quotations
from quoteattr.paragraphs import find_paragraphs
from quoteattr.training.corpus import Article, Gold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

_MARKS = re.compile("[\"“”„«»]|''|``")
_THAT = re.compile(r"that\s+", re.IGNORECASE)
_AROUND = ".,;:!?…—- \"'“”‘’"
_STOPS = ".!?… "
_PARAGRAPHS_A_TEXT = 20
_SHORTEST, _LONGEST = 30, 300
# How many of the sentences put in attribute nothing, and how many sources there become pronouns.
_PLAIN, _PRONOUNS = 0.5, 0.4
_POSSESSIVE = ("his", "her", "their", "my", "our")
_ANYBODY = ("he", "she", "they", "I", "we", "you")
# The pronouns that agree with a verb of this tag.
_AGREEING = {"VBD": _ANYBODY, "MD": _ANYBODY, "VBZ": ("he", "she"), "VBP": ("they", "I", "we", "you")}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


@frozen
class Sentence:
    """A sentence with the attributions that lie wholly within it.

    ``pronouns`` are, for each attribution, those that can stand for its source; ``named`` tells a
    sentence whose first letter is always a capital.
    """

    text: str
    gold: tuple[Gold, ...]
    pronouns: tuple[tuple[str, ...], ...]
    named: bool


@frozen
class Slot:
    """A paragraph with its attributions, and the place in it of a quoted sentence or a reported clause."""

    text: str
    gold: tuple[Gold, ...]
    place: Span
    quoted: bool


def graft(parsed: Iterable[tuple[Article, Doc]], most: int, seed: int) -> list[Article]:
    """Articles of paragraphs that a sentence was put into: at most so many, chosen at random.

    None where no sentence attributes anything, or none attributes nothing.
    """
    slots: list[Slot] = []
    sentences: list[Sentence] = []
    for article, doc in parsed:
        slots += slots_of(article, doc)
        sentences += sentences_of(article, doc)
    telling, plain = ([s for s in sentences if bool(s.gold) == told] for told in (True, False))
    if not telling or not plain:
        return []
    rng = random.Random(seed)
    chosen = rng.sample(slots, min(most, len(slots)))
    grafted = [_grafted(s, rng.choice(plain if rng.random() < _PLAIN else telling), rng) for s in chosen]
    chunks = (grafted[i : i + _PARAGRAPHS_A_TEXT] for i in range(0, len(grafted), _PARAGRAPHS_A_TEXT))
    return [_joined(chunk) for chunk in chunks]


def sentences_of(article: Article, doc: Doc) -> Iterator[Sentence]:
    """The statements of an article, each a clause of its own, that no attribution crosses."""
    places = Places(doc)
    for words in doc.sents:
        text = words.text.strip()
        if not _SHORTEST <= len(text) <= _LONGEST or not _is_statement(words, text):
            continue
        bound = Span(words.start_char, words.start_char + len(text))
        gold = [g for g in article.gold if any(s.overlaps(bound) for s in g.spans())]
        if all(bound.contains(s) for g in gold for s in g.spans()):
            named = words[0].pos_ == "PROPN" or words[0].ent_type_ == "NORP" or words[0].lower_ == "i"
            pronouns = tuple(_pronouns(places, g) for g in gold)
            yield Sentence(text, tuple(_moved(g, -bound.start) for g in gold), pronouns, named)


def _is_statement(words: Words, text: str) -> bool:
    whole = text[0].isupper() and text[-1] in ".!" and words[0].pos_ != "CCONJ"
    return whole and _is_clause(words)


def _is_clause(words: Words) -> bool:
    root = words.root
    return root.pos_ in ("VERB", "AUX") and any(c.dep_ in _SUBJECTS and c in words for c in root.children)


def _pronouns(places: Places, gold: Gold) -> tuple[str, ...]:
    """The pronouns that can stand for the source of an attribution."""
    if len(gold.source) != 1 or not gold.cue:
        return ()
    source, verb = places.tokens(gold.source[0]), places.tokens(gold.cue[0])[0]
    if source[-1].tag_ == "POS":
        return _POSSESSIVE
    head = _head(source)
    is_subject = head.dep_ == "nsubj" and head.i < verb.i and verb.lemma_ != "be"
    return _AGREEING.get(verb.tag_, ()) if is_subject else ()


def _head(tokens: Sequence[Token]) -> Token:
    return next(token for token in tokens if token.head not in tokens or token.head == token)


def slots_of(article: Article, doc: Doc) -> Iterator[Slot]:
    """The places of an article where a sentence can stand, in paragraphs that no attribution crosses."""
    begins = [sentence.start_char for sentence in doc.sents]
    for paragraph in find_paragraphs(article.text):
        here = [g for g in article.gold if any(s.overlaps(paragraph) for s in g.spans())]
        if not all(paragraph.contains(s) for g in here for s in g.spans()):
            continue
        text = paragraph.of(article.text)
        gold = tuple(_moved(g, -paragraph.start) for g in here)
        clauses = (_clause(doc, article.text, g) for g in here)
        reported = [_shifted(c, -paragraph.start) for c in clauses if c is not None]
        quoted = _quoted_sentences(text, [b - paragraph.start for b in begins])
        for place in (*reported, *quoted):
            if _may_give_way(place, gold):
                yield Slot(text, gold, place, quoted=place not in reported)


def _clause(doc: Doc, text: str, gold: Gold) -> Span | None:
    """What an attribution reports in a clause under its cue, without marks and without 'that'."""
    if len(gold.content) != 1 or _MARKS.search(gold.content[0].of(text)):
        return None
    [content] = gold.content
    words = doc.char_span(content.start, content.end, alignment_mode="expand")
    if words is None or words.root.dep_ not in ("ccomp", "ROOT") or not _is_clause(words):
        return None
    that = _THAT.match(text, content.start, content.end)
    return _trimmed(text, that.end() if that else content.start, content.end)


def _quoted_sentences(text: str, begins: Sequence[int]) -> Iterator[Span]:
    """The sentences, or what a quotation holds of them, in the quotations of a paragraph."""
    for inner in (q.inner for q in find_quotations(text) if q.depth == 0):
        cuts = [inner.start, *(b for b in begins if inner.start < b < inner.end), inner.end]
        places = (_trimmed(text, start, end) for start, end in pairwise(cuts))
        yield from (place for place in places if place is not None and text[place.start].isupper())


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch less the stops, marks and blanks around it; None where too little is left."""
    words = text[start:end].rstrip(_AROUND)
    start, end = start + len(words) - len(words.lstrip(_AROUND)), start + len(words)
    return Span(start, end) if end - start >= _SHORTEST else None


def _may_give_way(place: Span, gold: Iterable[Gold]) -> bool:
    """Whether a place lies wholly in one content, and no other attribution touches it."""
    touching = [g for g in gold if any(s.overlaps(place) for s in g.spans())]
    return len(touching) == 1 and any(s.contains(place) for s in touching[0].content)


def _grafted(slot: Slot, sentence: Sentence, rng: random.Random) -> Article:
    """The paragraph with the sentence in its place, in other marks where it is quoted."""
    spoken = _with_pronouns(sentence, rng)
    words = _MARKS.sub(lambda m: "'" * len(m.group()), spoken.text) if slot.quoted else spoken.text
    words = words.rstrip(_STOPS)
    if slot.text[slot.place.start].islower() and not spoken.named:
        words = words[0].lower() + words[1:]
    text, moved = _replaced(slot.text, slot.place, words)
    graft = Span(slot.place.start, slot.place.start + len(words))
    inner = (evolve(_clipped(_moved(g, graft.start), graft.end), inner=True) for g in spoken.gold)
    return Article(text, (*(g.mapped(moved) for g in slot.gold), *inner), grafts=(graft,))


def _with_pronouns(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with some of its sources made pronouns."""
    for number, fitting in enumerate(sentence.pronouns):
        if not fitting or rng.random() > _PRONOUNS:
            continue
        place, pronoun = sentence.gold[number].source[0], rng.choice(fitting)
        if _parts_other(place, sentence.gold):
            continue
        begins = place.start == 0
        text, moved = _replaced(sentence.text, place, pronoun.capitalize() if begins else pronoun)
        named = pronoun == "I" if begins else sentence.named
        sentence = evolve(
            sentence, text=text, gold=tuple(g.mapped(moved) for g in sentence.gold), named=named
        )
    return sentence


def _parts_other(place: Span, gold: Iterable[Gold]) -> bool:
    """Whether a span of the attributions begins or ends inside a place."""
    ends = (end for g in gold for span in g.spans() for end in (span.start, span.end))
    return any(place.start < end < place.end for end in ends)


def _replaced(text: str, place: Span, words: str) -> tuple[str, Callable[[Span], Span]]:
    """The text with words put in a place, and where a span that does not begin or end there is then."""
    by = len(words) - (place.end - place.start)

    def moved(span: Span) -> Span:
        start, end = (at + by if at >= place.end else at for at in (span.start, span.end))
        return Span(start, end)

    return text[: place.start] + words + text[place.end :], moved


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved(gold: Gold, by: int) -> Gold:
    return gold.mapped(lambda span: _shifted(span, by))


def _clipped(gold: Gold, end: int) -> Gold:
    """The attribution less what ran over the end: a full stop that was taken off."""
    return gold.mapped(lambda span: Span(span.start, min(span.end, end)) if span.start < end else None)


def _joined(articles: Sequence[Article]) -> Article:
    gold: list[Gold] = []
    grafts: list[Span] = []
    offset = 0
    for article in articles:
        gold += [_moved(g, offset) for g in article.gold]
        grafts += [_shifted(s, offset) for s in article.grafts]
        offset += len(article.text) + 2
    return Article("\n\n".join(a.text for a in articles), tuple(gold), tuple(grafts))
