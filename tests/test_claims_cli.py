"""`quoteattr track`: statements and documents in; a table, JSON lines or HTML out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quoteattr.cli import main
from quoteattr.document import Attribution, Document

STATEMENTS = [
    {
        "id": "a",
        "text": "We will close seven of the harbour's nine cranes",
        "speaker": "Mara Ilven",
        "source": "Times",
    },
    {
        "id": "b",
        "text": "they'd close 7 of the harbor's nine cranes",
        "speaker": "Theo Brandt",
        "source": "Post",
    },
    {"id": "c", "text": "We will close six of the harbour's nine cranes", "published": "2031-02-03"},
]


@pytest.fixture
def statements(tmp_path: Path) -> Any:
    def write(*lines: str) -> str:
        path = tmp_path / "statements.jsonl"
        path.write_text("\n".join([*map(json.dumps, STATEMENTS), *lines]), encoding="utf8")
        return str(path)

    return write


def test_a_table_tells_speakers_wordings_and_conflicts(capsys: Any, statements: Any) -> None:
    assert main(["track", "--statements", statements()]) == 0
    out = capsys.readouterr().out
    for told in ("2 times", "Mara Ilven, Theo Brandt", "different speakers", "number: seven here, six there"):
        assert told in out


def test_json_lines_are_one_claim_each(capsys: Any, statements: Any) -> None:
    assert main(["track", "--statements", "--format", "jsonl", statements()]) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [claim["id"] for claim in claims] == ["a", "c"]
    assert claims[1]["conflicts"][0]["claim"] == "a"


def test_html_is_a_page_of_its_own_and_escaped(capsys: Any, statements: Any) -> None:
    line = json.dumps(STATEMENTS[0] | {"id": "d", "source": "<script>"})
    assert main(["track", "--statements", "--format", "html", statements(line)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!doctype html>")
    assert "<script>" not in out
    assert "&lt;script&gt;" in out


@pytest.mark.parametrize(
    "line", ["{", "3", '{"id": "x"}', '{"text": "x"}', '{"id": "x", "text": "y", "published": "z"}']
)
def test_a_line_that_cannot_be_read_is_named(capsys: Any, statements: Any, line: str) -> None:
    assert main(["track", "--statements", "--format", "jsonl", statements(line)]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "statements.jsonl:4" in err


def test_two_statements_with_one_id_are_refused(capsys: Any, statements: Any) -> None:
    assert main(["track", "--statements", statements(json.dumps(STATEMENTS[0]))]) == 2
    assert "'a'" in capsys.readouterr().err


def test_documents_are_taken_as_extract_writes_them(capsys: Any, tmp_path: Path) -> None:
    text = str(STATEMENTS[0]["text"])
    documents = [
        Document(id=id, text=text, attributions=[Attribution(id="a1", content=[(0, len(text))])])
        for id in ("x", "y")
    ]
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(json.dumps(d.to_dict()) for d in documents), encoding="utf8")
    assert main(["track", "--format", "jsonl", str(path)]) == 0
    (claim,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert [s["id"] for s in claim["statements"]] == ["x:a1", "y:a1"]


def test_a_file_that_is_not_there_is_named(capsys: Any, tmp_path: Path) -> None:
    assert main(["track", "--statements", str(tmp_path / "none.jsonl")]) == 1
    assert "none.jsonl" in capsys.readouterr().err
