"""Choosing a model's settings on development texts: its thresholds and its calibration."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from attrs import asdict, evolve, frozen
from numpy.typing import NDArray
from tqdm import tqdm

from quoteattr.document import Attribution
from quoteattr.errors import InputValueError
from quoteattr.extraction.attributions import evidence, to_attributions
from quoteattr.extraction.finding import Sighting, accept, choose, sight
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.tagging.model import Settings, Tagger, read_tagger
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.training.calibration import expected_error, fit_logistic, reliability
from quoteattr.training.corpus import Article, read_corpus
from quoteattr.training.matching import F1, are_right

_THRESHOLDS = [round(0.2 + 0.025 * i, 3) for i in range(25)]
_NOISE, _NESTED_NOISE = 0.003, 0.015
_START = Settings(outermost=0.5, nested=0.5, calibration=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0))


@frozen
class Seen:
    """A development article with its candidates, which no setting changes."""

    article: Article
    sighting: Sighting


def settle(model: Path, dev: Path, nested: Path) -> str:
    """Choose the settings, write them beside the model's arrays, and say how sure it may be.

    ``dev`` marks outermost attributions alone; ``nested`` marks all.
    """
    corpora = [read_corpus(path) for path in (dev, nested)]
    tagger = read_tagger(model)
    seen, seen_nested = (_see(tagger, corpus) for corpus in corpora)
    tried = [evolve(_START, outermost=value) for value in _THRESHOLDS]
    # Of equals the lowest, since what is found too much can be left out by its confidence.
    settings = _nearly_best(tried, lambda s: outermost_f1(seen, s).value, _NOISE)[0]
    tried = [evolve(settings, nested=value) for value in _THRESHOLDS]
    # Nested ones are few, so that both ends of the plateau are chance.
    good = _nearly_best(tried, lambda s: nested_f1(seen_nested, s).value, _NESTED_NOISE)
    settings = good[(len(good) - 1) // 2]
    if not any(choose(one.sighting, settings) for one in seen):
        raise InputValueError(f"the model {model} finds no attribution in {dev}; fit it to a larger corpus")
    weights = fit_logistic(*_evidence(seen, seen_nested, settings))
    settings = evolve(settings, calibration=weights)
    table = reliability(*_confidences(seen, settings))
    card = {
        "settings": asdict(settings),
        "chosen": {
            "on": [dev.name, nested.name],
            "date": date.today().isoformat(),
            "outermost f1": round(outermost_f1(seen, settings).value, 4),
            "nested f1": round(nested_f1(seen_nested, settings).value, 4),
            "expected calibration error": round(expected_error(table), 4),
            "reliability": [asdict(b) for b in table],
        },
    }
    written = json.dumps(card, indent=1)
    model.with_suffix(".json").write_text(written + "\n", encoding="utf8")
    return written


def _nearly_best(tried: Sequence[Settings], f1: Callable[[Settings], float], noise: float) -> list[Settings]:
    """The settings that are as good as the best but for noise: F1 is a plateau."""
    values = [f1(settings) for settings in tried]
    return [s for s, value in zip(tried, values, strict=True) if value >= max(values) - noise]


def _see(tagger: Tagger, articles: Sequence[Article]) -> list[Seen]:
    docs = parse((a.text for a in articles), default_pipeline())
    return [
        Seen(article, sight(doc, tagger))
        for article, doc in zip(tqdm(articles, desc="tagging", unit="article"), docs, strict=True)
    ]


def outermost_f1(seen: Iterable[Seen], settings: Settings) -> F1:
    """How well outermost attributions are found."""
    return _f1(seen, settings, inner=False)


def nested_f1(seen: Iterable[Seen], settings: Settings) -> F1:
    """How well attributions within others' contents are found, as such."""
    return _f1(seen, settings, inner=True)


def _f1(seen: Iterable[Seen], settings: Settings, inner: bool) -> F1:
    right = predicted = gold = 0
    for one in seen:
        wanted = [g for g in one.article.gold if g.inner == inner]
        found = [a for a in choose(one.sighting, settings) if (a.parent is not None) == inner]
        right += sum(are_right(found, wanted))
        predicted += len(found)
        gold += len(wanted)
    return F1(right, predicted, gold)


def _judged(seen: Seen, settings: Settings, inner: bool) -> list[tuple[Candidate, Attribution, bool]]:
    """The outermost, or the nested, attributions of an article, each with whether it is right."""
    nested = accept(seen.sighting, settings)
    attributions = to_attributions(nested, seen.sighting.marks, settings)
    found = [
        (n.candidate, a) for n, a in zip(nested, attributions, strict=True) if (a.parent is not None) == inner
    ]
    hits = are_right([attribution for _, attribution in found], seen.article.gold)
    return [(candidate, attribution, hit) for (candidate, attribution), hit in zip(found, hits, strict=True)]


def _evidence(
    seen: Sequence[Seen], seen_nested: Sequence[Seen], settings: Settings
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The evidence for each attribution and whether it is right: outermost of one, nested of the other."""
    features, right = [], []
    for articles, inner in ((seen, False), (seen_nested, True)):
        for one in articles:
            for candidate, attribution, hit in _judged(one, settings, inner):
                features.append(evidence(candidate, attribution.kind, inner))
                right.append(hit)
    return np.array(features), np.array(right)


def _confidences(seen: Iterable[Seen], settings: Settings) -> tuple[list[float], list[bool]]:
    judged = [item for one in seen for item in _judged(one, settings, inner=False)]
    return [attribution.confidence for _, attribution, _ in judged], [hit for _, _, hit in judged]
