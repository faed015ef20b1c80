"""The figures on real articles, by the scorers that the corpora come with."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Document, extract_many

SHARED = Path(__file__).parents[2] / "shared"

pytestmark = pytest.mark.skipif(
    not (SHARED / "corpora").exists() or not (SHARED / "score").exists(),
    reason="../shared, with the corpora and their scorers, is not here",
)


models = pytest.mark.parametrize("model", ["light", "accurate"])


@cache
def gold_and_predicted(name: str, model: str) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    if model == "accurate":
        pytest.importorskip("quoteattr_accurate", reason="the accurate model is not installed")
    lines = (SHARED / "corpora" / f"{name}.jsonl").read_text(encoding="utf8").splitlines()
    gold = [json.loads(line) for line in lines]
    articles = ({"text": row["text"], "id": row["id"]} for row in gold)
    return gold, {document.id: named(document) for document in extract_many(articles, model=model)}


def named(document: Document) -> list[dict[str, Any]]:
    """The attributions as the scorers read them: a speaker by name."""
    names = {speaker.id: speaker.name for speaker in document.speakers}
    return [a | {"speaker": names.get(a["speaker"])} for a in document.to_dict()["attributions"]]


def attribution_f1(name: str, model: str) -> dict[str, float]:
    sys.path.insert(0, str(SHARED / "score"))
    from score_attributions import score

    figures = score(*gold_and_predicted(name, model))
    return {kind: by_part["attribution"]["f1"] for kind, by_part in figures.items()}


def chain_figures(name: str, model: str) -> dict[str, float]:
    sys.path.insert(0, str(SHARED / "score"))
    from score_chains import score

    return {what: f.get("f1", f.get("share")) for what, f in score(*gold_and_predicted(name, model)).items()}


@models
def test_the_article_that_the_project_started_from(model):
    chains = chain_figures("seed", model)
    assert attribution_f1("seed", model)["all"] >= {"light": 85, "accurate": 92}[model]
    assert chains["links"] >= {"light": 60, "accurate": 90}[model]
    assert chains["speaker, end to end"] >= 92


@models
def test_nested_attributions_and_their_speakers(model):
    chains = chain_figures("chains-dev", model)
    assert chains["nested"] >= {"light": 42, "accurate": 54}[model]
    assert chains["links"] >= {"light": 43, "accurate": 57}[model]
    assert chains["speaker, end to end"] >= {"light": 61, "accurate": 68}[model]
    assert chains["speaker"] >= 90
    assert chains["speaker, pronoun"] >= 82
    assert chains["medium"] >= 68
    assert chains["addressee"] >= 78


@models
def test_outermost_attributions_by_kind(model):
    floors = {
        "light": {"all": 71, "direct": 90, "mixed": 78, "indirect": 63},
        "accurate": {"all": 75, "direct": 93, "mixed": 81, "indirect": 68},
    }
    f1 = attribution_f1("polnear-dev", model)
    for kind, floor in floors[model].items():
        assert f1[kind] >= floor, kind
