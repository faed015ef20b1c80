"""``quoteattr track``: where else a claim was made, in some articles or statements."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from quoteattr.cli.extract import set_output, style
from quoteattr.cli.reading import STDIN, read_articles
from quoteattr.cli.reporting import Problems
from quoteattr.document import Document, Statement
from quoteattr.errors import QuoteattrError

_FORMATS = ("table", "jsonl", "html")
_JSON_LINES = (".jsonl", ".ndjson")
_DESCRIPTION = """\
Find the claims that some articles repeat: in which outlets and wordings, by whom, by whom first,
and where outlets disagree.

A file is one article in plain text, or, where its name ends in .jsonl or .ndjson, holds one JSON
object a line: an article, a document that `extract --format jsonl` wrote, or, with --statements,
a statement with 'id' and 'text' and optionally 'speaker', 'source', 'published', 'document' and
'chain'. All UTF-8.
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser(
        "track",
        help="where else a claim was made, and where outlets disagree",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="- is standard input")
    parser.add_argument("--format", choices=_FORMATS, default="table", help="default: table")
    parser.add_argument("--statements", action="store_true", help="the lines are statements, not articles")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the claims of all files to stdout; 1 if some input could not be read, else 0."""
    from quoteattr.claims import track

    problems = Problems()
    if args.statements:
        items: Iterable[Statement | Document] = _each(args.files, _statement, problems.report)
    else:
        items = _documents(args.files, problems.report)
    shown = sys.stderr.isatty() and not sys.stdout.isatty()
    claims = track(tqdm(items, unit=" read", disable=not shown))
    write = {"table": _write_table, "jsonl": _write_json_lines, "html": _write_html}[args.format]
    write(claims)
    return problems.exit_code


def _documents(names: list[str], warn: Callable[[str], None]) -> Iterator[Document]:
    """The documents that are given, and those of the articles that are."""
    from quoteattr import extract_many

    ready = [name for name in names if _holds_documents(name)]
    yield from _each(ready, Document.from_dict, warn)
    if articles := [name for name in names if name not in ready]:
        yield from extract_many(read_articles(articles, warn))


def _holds_documents(name: str) -> bool:
    """Whether a file's first line is a document, with its attributions."""
    if not name.lower().endswith(_JSON_LINES):
        return False
    try:
        with Path(name).open(encoding="utf-8-sig") as lines:
            record = json.loads(lines.readline())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "attributions" in record


def _each(names: list[str], read: Callable[[Any], Any], warn: Callable[[str], None]) -> Iterator[Any]:
    """What the lines of some files hold; what cannot be read is told to ``warn``."""
    for name in names:
        try:
            data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
        except OSError as error:
            warn(f"{name}: {error.strerror or error}")
            continue
        for number, line in enumerate(data.splitlines(), start=1):
            if line.strip():
                try:
                    yield read(json.loads(line.decode("utf-8-sig")))
                except (QuoteattrError, ValueError, RecursionError) as error:
                    warn(f"{name}:{number}: {error}")


def _statement(record: Any) -> Statement:
    from quoteattr.claims.records import statement_of

    return statement_of(record)


def _write_table(claims: Any) -> None:
    from quoteattr.cli.claims_table import render_claims

    set_output(errors="replace")
    print(*render_claims(claims, style()), sep="\n")


def _write_json_lines(claims: Any) -> None:
    set_output(encoding="utf-8", errors="backslashreplace", newline="\n")
    for record in claims.to_dict()["claims"]:
        print(json.dumps(record, ensure_ascii=False))


def _write_html(claims: Any) -> None:
    from quoteattr.display.claims import claims_to_page

    set_output(encoding="utf-8", newline="\n")
    for piece in claims_to_page(claims):
        print(piece, end="")
