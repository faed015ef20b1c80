"""The command line: what it reads, what it writes, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import quoteattr
from quoteattr.cli import main
from quoteattr.document import Attribution, Document
from quoteattr.errors import MissingModelError

LINE = '{"text": "It rained, she said.", "id": "rain", "source": "The Gazette", "published": "2021-11-09"}'


def first_word_is_said(articles: Any, **options: Any) -> Iterator[Document]:
    """Stands for extraction: the first character of every text is somebody's words."""
    for article in articles:
        found = [Attribution(id="a1", content=[(0, 1)])] if article["text"] else []
        yield Document(**article, attributions=found)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quoteattr, "extract_many", first_word_is_said, raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
        return str(path)

    return write


def extracted(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, list[dict[str, Any]], str]:
    code = main(["extract", "--format", "jsonl", *args])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_a_plain_text_is_one_article(capsys: Any, file: Any) -> None:
    name = file("rain.txt", "It rained, she said.\r\nTwice.")
    code, (document,), err = extracted(capsys, name)
    assert (code, err) == (0, "")
    assert document["id"] == name
    assert document["text"] == "It rained, she said.\r\nTwice."
    assert Document.from_dict(document).attributions


def test_json_lines_are_an_article_each(capsys: Any, file: Any) -> None:
    name = file("all.jsonl", f'{LINE}\n\n{{"text": "No.", "extra": 1}}\n')
    code, (rain, bare), _ = extracted(capsys, name)
    assert code == 0
    assert (rain["id"], rain["source"], rain["published"]) == ("rain", "The Gazette", "2021-11-09")
    assert (bare["id"], bare["source"]) == (f"{name}:3", None)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"text": "a', "not JSON"),
        ('["text"]', "'text'"),
        ('{"id": "x"}', "'text'"),
        ('{"text": 7}', "Document.text must be str"),
        ('{"text": "a", "published": "yesterday"}', "ISO 8601"),
        ('{"text": "a", "id": 7}', "Document.id must be str"),
        ("[" * 100_000, "nested too deep"),
        ("9" * 5_000, "integer"),
        (b'{"text": "\xe9"}', "not UTF-8 (byte 0xE9 at offset 10)"),
    ],
)
def test_a_broken_line_is_named_and_the_others_come_out(capsys: Any, file: Any, line: Any, told: str) -> None:
    broken = line if isinstance(line, bytes) else line.encode()
    name = file("all.ndjson", LINE.encode() + b"\n" + broken + b"\n" + LINE.encode())
    code, documents, err = extracted(capsys, name)
    assert (code, len(documents)) == (1, 2)
    assert f"{name}:2: " in err
    assert told in err


def test_a_file_that_cannot_be_read_is_named_and_the_others_come_out(
    capsys: Any, file: Any, tmp_path: Path
) -> None:
    good, latin, missing = file("good.txt", "Yes."), file("latin.txt", b"caf\xe9"), str(tmp_path / "no.txt")
    code, documents, err = extracted(capsys, missing, latin, str(tmp_path), good)
    assert (code, [d["id"] for d in documents]) == (1, [good])
    assert f"{missing}: No such file" in err
    assert f"{latin}: not UTF-8 (byte 0xE9 at offset 3)" in err
    assert f"{tmp_path}: Is a directory" in err


def test_a_byte_order_mark_is_no_text(capsys: Any, file: Any) -> None:
    plain = file("a.txt", b"\xef\xbb\xbfYes.")
    lines = file("a.jsonl", b'\xef\xbb\xbf{"text": "Yes."}')
    _, documents, _ = extracted(capsys, plain, lines)
    assert [d["text"] for d in documents] == ["Yes.", "Yes."]


@pytest.mark.parametrize("args", [[], ["-"]])
def test_standard_input(capsys: Any, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("“Ja”".encode())))
    _, (document,), _ = extracted(capsys, *args)
    assert document["text"] == "“Ja”"


def test_a_lone_surrogate_comes_back_out(capsys: Any, file: Any) -> None:
    _, (document,), _ = extracted(capsys, file("a.jsonl", r'{"text": "a\ud800b"}'))
    assert document["text"] == "a\ud800b"


def test_a_table_by_default_and_a_page_on_demand(capsys: Any, file: Any) -> None:
    names = [file("a.txt", "Yes."), file("b.txt", "No.")]
    assert main(["extract", *names]) == 0
    table = capsys.readouterr().out
    assert table.count("SPEAKER") == 2
    assert "\x1b" not in table
    assert main(["extract", "--format", "html", *names]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize(("no_colour", "is_coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal_unless_it_is_unwanted(
    monkeypatch: pytest.MonkeyPatch, file: Any, no_colour: str, is_coloured: bool
) -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    main(["extract", file("a.txt", "Yes.")])
    assert (b"\x1b[1m" in terminal.buffer.getvalue()) is is_coloured


def test_only_ascii_where_the_output_is_not_unicode(monkeypatch: pytest.MonkeyPatch, file: Any) -> None:
    output = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", output)
    assert main(["extract", file("a.txt", "“Ja”, 漢")]) == 0
    assert b"------" in output.buffer.getvalue()


@pytest.mark.parametrize(
    "args", [[], ["guess"], ["extract", "--n-process", "none"], ["extract", "--format", "x"]]
)
def test_a_wrong_command_line(capsys: Any, args: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(args)
    assert "usage:" in capsys.readouterr().err


def test_a_missing_model_says_what_to_do(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(articles: Any, **options: Any) -> None:
        raise MissingModelError("run: pip install it")

    monkeypatch.setattr(quoteattr, "extract_many", missing)
    assert main(["extract", "-"]) == 2
    assert capsys.readouterr().err == "quoteattr: run: pip install it\n"


def test_an_interrupt_ends_it_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(articles: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(quoteattr, "extract_many", interrupted)
    assert main(["extract", "-"]) == 130


_ENDLESS = """
import sys, quoteattr
from itertools import repeat
from quoteattr.cli import main
quoteattr.extract_many = lambda articles, **options: repeat(quoteattr.Document(text="Yes."))
sys.exit(main(["extract", "-"]))
"""


def test_a_reader_that_leaves_ends_it_quietly() -> None:
    with subprocess.Popen([sys.executable, "-c", _ENDLESS], stdout=-1, stderr=-1, stdin=-3) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_it_runs_as_a_module_and_tells_its_exit_codes() -> None:
    result = subprocess.run([sys.executable, "-m", "quoteattr", "--help"], capture_output=True, text=True)
    assert result.returncode == 0
    assert "extract" in result.stdout
    assert "exit codes" in result.stdout
