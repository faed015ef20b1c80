"""Cues, and for each cue its source and content, as the model sees them: candidates for attributions."""

from __future__ import annotations

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.extraction.reading.features import Floats, Ints, Tokens
from quoteattr.extraction.tagging.model import Tagger
from quoteattr.extraction.tagging.network import CONTENT, CUE, SOURCE, best_labels, score_cues, score_pairs
from quoteattr.extraction.tagging.pairs import Windows, open_windows, relate
from quoteattr.spans import Span

# Cues less likely than this are never looked at again.
_LEAST = 0.2
_LIKELY = 0.5
# Windows are scored so many at a time, to bound memory on long documents.
_BATCH = 64
_NEVER = -1e9
# How sure the form alone makes us: on the training corpus most such lines are marked as attributions.
_BY_FORM = 0.9


@frozen(kw_only=True)
class Candidate:
    """A cue with what the model takes for its source and content, either of which may be empty.

    ``anchor`` is the first character of the cue's head. ``outermost`` is the probability that this
    is a cue of an outermost attribution, ``any`` that it is a cue at all, ``certainty`` the mean
    probability of the labels that were chosen. ``beneath`` is the anchor of the candidate that
    reports this one without its cue standing in the other's content.
    """

    anchor: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    outermost: float
    any: float
    certainty: float
    beneath: int | None = None

    @classmethod
    def by_form(
        cls, anchor: int, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]
    ) -> Candidate:
        """One that layout or a set phrase alone tells, without a model."""
        return cls(
            anchor=anchor,
            source=source,
            cue=cue,
            content=content,
            outermost=_BY_FORM,
            any=_BY_FORM,
            certainty=_BY_FORM,
        )

    @property
    def is_likely(self) -> bool:
        """Whether this is rather a cue of an outermost attribution than not."""
        return self.outermost >= _LIKELY

    @property
    def is_likely_at_all(self) -> bool:
        """Whether this is rather a cue, be it of an outermost or of a nested attribution, than not."""
        return max(self.outermost, self.any) >= _LIKELY

    def holds(self, place: int) -> bool:
        """Whether a character stands in the content."""
        return any(span.start <= place < span.end for span in self.content)


def tag(tagger: Tagger, tokens: Tokens) -> tuple[Candidate, ...]:
    """The candidates of a document, in the order of their cues."""
    if not len(tokens):
        return ()
    encoded = tagger.encode(tokens)
    likely = _sigmoid(score_cues(tagger.weights, encoded))
    anchors = np.flatnonzero((likely.max(axis=1) > _LEAST) & ~tokens.blank)
    found: list[Candidate] = []
    for batch in np.split(anchors, range(_BATCH, len(anchors), _BATCH)):
        if len(batch):
            found += _tag_arguments(tagger, tokens, encoded, batch, likely[batch])
    return tuple(found)


def _tag_arguments(
    tagger: Tagger, tokens: Tokens, encoded: Floats, anchors: Ints, likely: Floats
) -> list[Candidate]:
    windows = open_windows(tokens, anchors)
    relations = relate(tokens, windows, tagger.vocabularies["DEP"])
    scores = score_pairs(tagger.weights, encoded, windows, relations)
    scores[~_may_be_content(tokens, windows), CONTENT] = _NEVER
    labels = best_labels(scores, tagger.weights["pair.transitions"], windows.inside)
    certainty = _certainty(scores, labels)
    found = []
    for row, anchor in enumerate(anchors):
        parts = {part: windows.tokens[row][labels[row] == part] for part in (SOURCE, CUE, CONTENT)}
        found.append(
            Candidate(
                anchor=int(tokens.start[anchor]),
                source=_spans(tokens, parts[SOURCE]),
                cue=_spans(tokens, parts[CUE] if len(parts[CUE]) else np.array([anchor])),
                content=_spans(tokens, parts[CONTENT]),
                outermost=float(likely[row, 0]),
                any=float(likely[row, 1]),
                certainty=float(certainty[row]),
            )
        )
    return found


def _may_be_content(tokens: Tokens, windows: Windows) -> NDArray[np.bool_]:
    """Where the content of a cue may lie: over a full stop only in other marks or after a colon."""
    cue, grid = windows.anchors[:, None], windows.tokens
    same = tokens.stretch[grid] == tokens.stretch[cue]
    quoted = (tokens.quotation[grid] >= 0) & (tokens.quotation[grid] != tokens.quotation[cue])
    introduced = tokens.colon[cue] & (grid > cue)
    may: NDArray[np.bool_] = same | quoted | introduced
    return may


def _certainty(scores: Floats, labels: NDArray[np.int64]) -> Floats:
    """The mean probability of the labels chosen, over those that are not 'outside'."""
    probability = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probability /= probability.sum(axis=-1, keepdims=True)
    chosen = np.take_along_axis(probability, labels[:, :, None], axis=-1)[:, :, 0]
    told = labels > 0
    return np.asarray((chosen * told).sum(axis=1) / np.maximum(told.sum(axis=1), 1), dtype=np.float32)


def _spans(tokens: Tokens, numbers: Ints) -> tuple[Span, ...]:
    """Runs of tokens as spans of characters; white space within a run does not part it."""
    numbers = numbers[~tokens.blank[numbers]]
    if not len(numbers):
        return ()
    words = np.cumsum(~tokens.blank[numbers[0] : numbers[-1] + 1])
    breaks = np.flatnonzero(np.diff(words[numbers - numbers[0]]) > 1) + 1
    runs = np.split(numbers, breaks)
    return tuple(Span(int(tokens.start[run[0]]), int(tokens.end[run[-1]])) for run in runs)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)
