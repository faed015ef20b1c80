"""Made-up nesting: sentences of a corpus put into somebody's mouth.

Corpora of attributions mark the outermost alone, so a tagger trained on them learns that nothing in
a quotation, or under 'she said', is a cue. Here a sentence whose attributions are known is wrapped
in a report by somebody else: its own attributions become inner ones, with every span still known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from quoteattr.document import Span
from quoteattr.training.corpus import Article, Gold

_MARKS = re.compile("[\"“”„«»]|''|``")
_PARAGRAPHS_A_TEXT = 20
_LONGEST_QUOTATION = 3
_SHORTEST, _LONGEST = 30, 300

# What stands before and after the sentence; {} is the reporter. A straight mark opens or closes a quote.
_FRAMES = (
    ('"', '," {} said.'),
    ("“", ",” {} told reporters."),
    ('{} said: "', '."'),
    ("{} said that ", "."),
    ("{} told reporters ", "."),
    ("", ", {} said."),
    ("", ", {} said in a statement."),
    ("", ", according to {}."),
    ("", ", {} reported."),
    ("According to {}, ", "."),
    ("{} wrote that ", "."),
    ("{} claimed ", " on Monday."),
)
_CUES = re.compile("said|told|according to|According to|reported|wrote|claimed")


@frozen
class Sentence:
    """A sentence of an article, with the attributions that lie wholly within it."""

    text: str
    gold: tuple[Gold, ...]


def sentences_of(article: Article, bounds: Iterable[Span]) -> Iterator[Sentence]:
    """The sentences of an article that hold attributions, none of which crosses their bounds."""
    for sentence in bounds:
        length = len(sentence.of(article.text).rstrip())
        if not _SHORTEST <= length <= _LONGEST:
            continue
        bound = Span(sentence.start, sentence.start + length)
        touching = [g for g in article.gold if any(s.overlaps(bound) for s in g.spans())]
        if touching and all(bound.contains(s) for g in touching for s in g.spans()):
            yield Sentence(bound.of(article.text), tuple(_moved(g, -bound.start) for g in touching))


def wrap(sentences: Sequence[Sentence], reporters: Sequence[str], most: int, seed: int) -> list[Article]:
    """Articles of wrapped sentences, each a paragraph: at most so many, chosen at random.

    A quotation may hold up to three of the sentences, a report without marks holds one.
    """
    rng = random.Random(seed)
    waiting = rng.sample(list(sentences), min(most, len(sentences)))
    wrapped = []
    while waiting:
        frame = rng.choice(_FRAMES)
        taken = rng.randint(1, _LONGEST_QUOTATION) if _is_quoting(frame) else 1
        said, waiting = waiting[:taken], waiting[taken:]
        wrapped.append(_wrapped(_run(said), rng.choice(reporters), frame))
    chunks = (wrapped[i : i + _PARAGRAPHS_A_TEXT] for i in range(0, len(wrapped), _PARAGRAPHS_A_TEXT))
    return [_joined(chunk, "\n\n") for chunk in chunks]


def _is_quoting(frame: tuple[str, str]) -> bool:
    return _MARKS.search("".join(frame)) is not None


def _run(sentences: Sequence[Sentence]) -> Article:
    return _joined([Article(s.text, s.gold) for s in sentences], " ")


def _wrapped(said: Article, reporter: str, frame: tuple[str, str]) -> Article:
    before, after = (part.format(reporter) for part in frame)
    quoting = _is_quoting(frame)
    words = _MARKS.sub(lambda m: "'" * len(m.group()), said.text) if quoting else said.text
    words = words.rstrip(".,;:!?… ")
    if before and not quoting and not words[:2].isupper():
        words = words[0].lower() + words[1:]
    text = before + words + after
    content = Span(len(before), len(before) + len(words))
    inner = (evolve(_clipped(_moved(g, content.start), content.end), inner=True) for g in said.gold)
    return Article(text, (_outer(text, frame, reporter, content), *inner))


def _outer(text: str, frame: tuple[str, str], reporter: str, content: Span) -> Gold:
    around = text[: content.start] + " " * (content.end - content.start) + text[content.end :]
    cue = _CUES.search(around.replace(reporter, " " * len(reporter)))
    assert cue is not None, f"the frame {frame} has no cue"
    at = around.index(reporter)
    return Gold(source=(Span(at, at + len(reporter)),), cue=(Span(*cue.span()),), content=(content,))


def _moved(gold: Gold, by: int) -> Gold:
    return gold.mapped(lambda span: Span(span.start + by, span.end + by))


def _clipped(gold: Gold, end: int) -> Gold:
    """The attribution less what ran over the end: a full stop that was taken off."""
    return gold.mapped(lambda span: Span(span.start, min(span.end, end)) if span.start < end else None)


def _joined(articles: Sequence[Article], between: str) -> Article:
    gold: list[Gold] = []
    offset = 0
    for article in articles:
        gold += [_moved(g, offset) for g in article.gold]
        offset += len(article.text) + len(between)
    return Article(between.join(a.text for a in articles), tuple(gold))
