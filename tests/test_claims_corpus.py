"""The figures on hand-written variants and on judged pairs of real quotes, where these are at hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import quoteattr as qa
from quoteattr.document import Statement

CLAIMS = Path(__file__).parents[2] / "shared" / "claims"


def rows(name: str) -> list[dict[str, Any]]:
    path = CLAIMS / name
    if not path.exists():
        pytest.skip(f"no {name} beside the repository")
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


@pytest.fixture(scope="module")
def variants() -> tuple[list[dict[str, Any]], dict[Any, str]]:
    given = [row for row in rows("variants-dev.jsonl") if row["kind"] != "paraphrase"]
    labels = qa.track(Statement(id=str(row["id"]), text=row["text"]) for row in given).labels
    return given, {row["id"]: labels[str(row["id"])] for row in given}


def with_base(given: list[dict[str, Any]], kind: str, of: str) -> Iterator[tuple[Any, Any]]:
    firsts = {
        row["cluster"]: row["id"]
        for row in given
        if row["kind"] == "base" or row["kind"].startswith("contrast")
    }
    for row in given:
        if row["kind"] == kind and row[of] in firsts:
            yield row["id"], firsts[row[of]]


@pytest.mark.parametrize(
    ("kind", "most"), [("number", 1), ("negation", 3), ("entity", 5), ("scope", 15), ("verb", 15)]
)
def test_look_alikes_stay_apart(variants: Any, kind: str, most: float) -> None:
    given, label = variants
    merged = [label[a] == label[b] for a, b in with_base(given, f"contrast-{kind}", "contrast_of")]
    assert 100 * sum(merged) / len(merged) <= most


@pytest.mark.parametrize(("kind", "least"), [("verbatim", 99), ("partial", 97), ("edited", 86)])
def test_variants_come_together(variants: Any, kind: str, least: float) -> None:
    given, label = variants
    found = [label[a] == label[b] for a, b in with_base(given, kind, "cluster")]
    assert 100 * sum(found) / len(found) >= least


def test_clusters_are_those_of_the_annotator(variants: Any) -> None:
    given, label = variants
    gold = {row["id"]: row["cluster"] for row in given}
    both = Counter((gold[i], label[i]) for i in gold)
    by_gold, by_label = Counter(gold.values()), Counter(label.values())
    precision = sum(n * n / by_label[found] for (_, found), n in both.items()) / len(gold)
    recall = sum(n * n / by_gold[cluster] for (cluster, _), n in both.items()) / len(gold)
    assert 200 * precision * recall / (precision + recall) >= 97


def test_real_quotes_are_told_from_slogans() -> None:
    judged = rows("pairs-dev.jsonl")
    found = [
        qa.compare(statement(row["a"], "a"), statement(row["b"], "b")).relation in ("same", "part")
        for row in judged
    ]
    right = sum(one for one, row in zip(found, judged, strict=True) if row["label"] == "same")
    assert 100 * right / sum(found) >= 92
    assert 100 * right / sum(row["label"] == "same" for row in judged) >= 88


def statement(side: dict[str, Any], name: str) -> Statement:
    """A quote with its speaker and the day that its article's name tells."""
    return Statement(id=name, text=side["text"], speaker=side["speaker"], published=side["doc"].split("_")[1])
