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
_SENTENCES_A_TEXT = 20
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

    None where there are no reporters.
    """
    if not reporters:
        return []
    rng = random.Random(seed)
    shuffled = rng.sample(list(sentences), min(most, len(sentences)))
    wrapped = [_wrapped(s, rng.choice(reporters), rng.choice(_FRAMES)) for s in shuffled]
    chunks = (wrapped[i : i + _SENTENCES_A_TEXT] for i in range(0, len(wrapped), _SENTENCES_A_TEXT))
    return [_joined(chunk) for chunk in chunks]


def _wrapped(sentence: Sentence, reporter: str, frame: tuple[str, str]) -> Article:
    before, after = (part.format(reporter) for part in frame)
    quoted = _MARKS.search("".join(frame))
    words = _MARKS.sub(lambda m: "'" * len(m.group()), sentence.text) if quoted else sentence.text
    words = words.rstrip(".,;:!?… ") if words[-1] in ".,;:!?…" else words
    if before and not quoted and not words[:2].isupper():
        words = words[0].lower() + words[1:]
    text = before + words + after
    inner = tuple(
        evolve(_clipped(_moved(g, len(before)), len(before) + len(words)), inner=True) for g in sentence.gold
    )
    return Article(text, (_outer(text, frame, reporter, Span(len(before), len(before) + len(words))), *inner))


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


def _joined(articles: Sequence[Article]) -> Article:
    gold: list[Gold] = []
    offset = 0
    for article in articles:
        gold += [_moved(g, offset) for g in article.gold]
        offset += len(article.text) + 2
    return Article("\n\n".join(a.text for a in articles), tuple(gold))
