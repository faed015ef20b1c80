"""Speakers of real articles, told from their gold attributions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from quoteattr.document import Attribution
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.speakers import resolve_speakers

SHARED = Path(__file__).parents[2] / "shared"
CORPORA = [SHARED / "corpora" / name for name in ("seed.jsonl", "chains-dev.jsonl")]

pytestmark = pytest.mark.skipif(not all(path.exists() for path in CORPORA), reason="../shared is not here")


def named(row: dict, doc) -> list[dict]:
    gold = row["attributions"]
    parts = ("id", "source", "cue", "content", "parent", "medium", "addressee")
    resolution = resolve_speakers(doc, [Attribution(**{part: a[part] for part in parts}) for a in gold])
    names = {speaker.id: speaker.name for speaker in resolution.speakers}
    return [a | {"speaker": names.get(resolution.speaker_of.get(a["id"], ""))} for a in gold]


def test_speakers_of_gold_attributions():
    sys.path.insert(0, str(SHARED / "score"))
    from score_chains import score

    rows = [json.loads(line) for path in CORPORA for line in path.read_text("utf8").splitlines()]
    docs = parse([row["text"] for row in rows], default_pipeline())
    figures = score(rows, {row["id"]: named(row, doc) for row, doc in zip(rows, docs, strict=True)})
    assert figures["speaker"]["share"] >= 90
    assert figures["speaker, pronoun"]["share"] >= 86
