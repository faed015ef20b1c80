"""Accepted candidates as attributions, each with its kind and its confidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import evolve

from quoteattr.document import Attribution, Kind
from quoteattr.extraction.linking.quotations import Marks, kind_of
from quoteattr.extraction.nesting import Nested
from quoteattr.extraction.tagging.model import Settings
from quoteattr.extraction.tagging.tagger import Candidate

_LEAST = 1e-4


def to_attributions(nested: Sequence[Nested], marks: Marks, settings: Settings) -> tuple[Attribution, ...]:
    """The accepted candidates as attributions, with ids a1, a2 and so on."""
    attributions = []
    for number, (candidate, parent) in enumerate(((n.candidate, n.parent) for n in nested), start=1):
        kind = kind_of(candidate, marks)
        features = evidence(candidate, kind, nested=parent is not None)
        attributions.append(
            Attribution(
                id=f"a{number}",
                parent=None if parent is None else f"a{parent + 1}",
                kind=kind,
                source=candidate.source,
                cue=candidate.cue,
                content=candidate.content,
                confidence=round(confidence(settings.calibration, features), 4),
            )
        )
    return tuple(attributions)


def keep_confident(attributions: Sequence[Attribution], least: float) -> tuple[Attribution, ...]:
    """The attributions of at least this confidence, each beneath the next around it that is kept."""
    parent_of = {a.id: a.parent for a in attributions}
    sure = {a.id for a in attributions if a.confidence >= least}

    def kept(parent: str | None) -> str | None:
        while parent is not None and parent not in sure:
            parent = parent_of[parent]
        return parent

    return tuple(evolve(a, parent=kept(a.parent)) for a in attributions if a.id in sure)


def evidence(candidate: Candidate, kind: Kind, nested: bool) -> tuple[float, ...]:
    """What the confidence of an attribution is told from, the constant 1 last."""
    likely = candidate.any if nested else candidate.outermost
    return (
        _logit(likely),
        _logit(candidate.certainty),
        float(kind == "direct"),
        float(kind == "mixed"),
        float(nested),
        float(not candidate.source),
        1.0,
    )


def confidence(weights: Sequence[float], features: Sequence[float]) -> float:
    """The calibrated probability that an attribution is right, by logistic regression."""
    return _sigmoid(sum(w * x for w, x in zip(weights, features, strict=True)))


def _logit(probability: float) -> float:
    """The log-odds of a probability, finite at both ends."""
    p = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


def _sigmoid(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-odds))
