"""The scripts in examples/ do what they say."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import weakref
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from types import ModuleType

import pytest

import quoteattr as qa
from quoteattr.export import ATTRIBUTION_COLUMNS, attribution_records, claims_from_records

EXAMPLES = Path(__file__).parents[1] / "examples"
ARTICLES = [json.loads(line) for line in (EXAMPLES / "articles.jsonl").read_text("utf8").splitlines()]
STRANDS = "“We found three broken strands in the main rope,”"


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "needed"),
    [("dataframe", "pandas"), ("web_pages", "trafilatura"), ("archive", "duckdb"), ("archive", "pyarrow")],
)
def test_a_script_names_what_it_lacks(monkeypatch, name, needed):
    monkeypatch.setitem(sys.modules, needed, None)
    with pytest.raises(SystemExit, match=f"run: pip install .*{needed}"):
        example(name)


def test_claims_of_one_evening(capsys):
    example("track_claims").main()
    assert "number: " in capsys.readouterr().out


def test_speakers_in_a_dataframe(capsys):
    pytest.importorskip("pandas", reason="needs pandas")
    example("dataframe").main()
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "attributions outlets first"
    assert "Petra Lindqvist 4 3 2025-04-02" in lines


def test_a_dataframe_may_lack_values_and_attributions():
    pandas = pytest.importorskip("pandas", reason="needs pandas")
    articles = pandas.DataFrame(
        {
            "id": ["a", "b"],
            "source": ["Kessel Courier", float("nan")],
            "published": pandas.to_datetime(["2025-04-02T08:00", None]),
            "text": [f"{STRANDS} Petra Lindqvist said.", "It snowed on Mount Arvel."],
        }
    )
    attributions_of = example("dataframe").attributions_of
    found = attributions_of(articles)
    assert found[["document", "published"]].to_numpy().tolist() == [["a", "2025-04-02T08:00:00"]]
    assert attributions_of(articles[1:]).columns.tolist() == list(ATTRIBUTION_COLUMNS)


def test_a_spacy_pipeline_with_contexts(capsys):
    example("spacy_pipeline").main()
    out = capsys.readouterr().out
    assert "Kessel Courier, 2025-04-02\n  Petra Lindqvist: three (CARDINAL)\n" in out
    assert [line.partition(",")[0] for line in out.splitlines() if not line.startswith(" ")] == [
        article["source"] for article in ARTICLES
    ]


def test_saved_pages(capsys, monkeypatch, tmp_path):
    pytest.importorskip("trafilatura", reason="needs trafilatura")
    monkeypatch.setattr(sys, "argv", ["web_pages.py"])
    script = example("web_pages")
    script.main()
    rope, cable_car = capsys.readouterr().out.strip().split("\n\n")
    assert rope.splitlines()[0] == (
        "How the main rope of the Arvel cable car wore out (Highland Daily, 2025-04-03)"
    )
    assert "stairs" not in rope, "readers' comments are no part of the article"
    assert cable_car.splitlines() == [
        "Cable car up Mount Arvel to stand still until June (Kessel Courier, 2025-04-02)",
        f"  Petra Lindqvist: {STRANDS}",
        "  Petra Lindqvist: nobody had been in danger",
    ]
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    script.show(tmp_path / "empty.html")
    assert capsys.readouterr().out == "empty.html: no article found\n\n"


def test_an_archive_in_parquet(capsys, tmp_path):
    pytest.importorskip("duckdb", reason="needs DuckDB")
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow")
    example("archive").main(tmp_path / "archive")
    assert f"2025-04-02: 2 times, 2 outlets: {STRANDS}\n" in capsys.readouterr().out
    attributions, claims = (
        parquet.read_table(tmp_path / "archive" / f"{name}.parquet").to_pylist()
        for name in ("attributions", "claims")
    )
    documents = list(qa.extract_many(ARTICLES))
    assert attributions == list(attribution_records(documents))
    assert claims_from_records(claims) == qa.track(documents)


def test_a_feed_tells_of_each_claim_that_is_repeated(capsys, monkeypatch):
    lines = "".join(f"{json.dumps(article)}\n" for article in ARTICLES)
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    example("feed").main()
    told, first, *_ = capsys.readouterr().out.splitlines()
    assert told == f"2025-04-02 Arvel Valley Radio: {STRANDS}"
    assert first == f"    first 2025-04-02, Kessel Courier: {STRANDS}"


class Article(dict):
    """A mapping of which it can be told whether it is still in memory."""


def test_a_feed_without_end_is_neither_read_far_ahead_nor_kept():
    drawn: list[weakref.ref[Article]] = []

    def without_end() -> Iterator[Article]:
        for number in count():
            article = Article(id=str(number), text=f"{STRANDS} Petra Lindqvist said.")
            drawn.append(weakref.ref(article))
            yield article

    for batch, claim in enumerate(islice(example("feed").repeats(without_end(), size=50), 3), start=1):
        assert len(claim.statements) == 50 * batch
        assert len(drawn) <= 50 * batch + 300
        assert sum(article() is not None for article in drawn) <= 300
