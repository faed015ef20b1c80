"""``quoteattr track``: where else a claim was made, in some articles or statements."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from quoteattr._decoding import decode_json
from quoteattr.cli.output import set_output, style, write_json_lines, write_page
from quoteattr.cli.reading import STDIN, read_articles
from quoteattr.cli.reporting import Problems
from quoteattr.document import Document, Statement
from quoteattr.errors import QuoteattrError
from quoteattr.export import claims_to_schema_org, statement_records

if TYPE_CHECKING:
    from quoteattr.claims import ClaimSet

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
    parser.add_argument("--format", choices=_WRITERS, default="table", help="default: table")
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
    _WRITERS[args.format](claims)
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
        with Path(name).open("rb") as lines:
            record = decode_json(lines.readline())
    except (OSError, QuoteattrError):
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
                    yield read(decode_json(line))
                except QuoteattrError as error:
                    warn(f"{name}:{number}: {error}")


def _statement(record: Any) -> Statement:
    from quoteattr.claims.records import statement_of

    return statement_of(record)


def _write_table(claims: ClaimSet) -> None:
    from quoteattr.cli.claims_table import render_claims

    set_output(errors="replace")
    print(*render_claims(claims, style()), sep="\n")


def _write_html(claims: ClaimSet) -> None:
    from quoteattr.display.claims import claims_to_page

    write_page(claims_to_page(claims))


_WRITERS: Mapping[str, Callable[[ClaimSet], None]] = {
    "table": _write_table,
    "jsonl": lambda claims: write_json_lines(claims.to_dict()["claims"]),
    "html": _write_html,
    "records": lambda claims: write_json_lines(statement_records(claims)),
    "schema-org": lambda claims: write_json_lines([claims_to_schema_org(claims)]),
}
