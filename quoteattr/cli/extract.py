"""``quoteattr extract``: who said what in some articles, as a table, HTML or lines of JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping

from quoteattr.cli.output import set_output, style, write_json_lines, write_page
from quoteattr.cli.reading import STDIN, read_articles
from quoteattr.cli.reporting import Problems
from quoteattr.cli.table import render_table
from quoteattr.display.documents import documents_to_page
from quoteattr.document import Document
from quoteattr.export import attribution_records, to_schema_org, to_web_annotation

_DESCRIPTION = """\
Find the attributions in some articles: who said what, through whom, and in which words.

A file is one article in plain text; a name that ends in .jsonl or .ndjson holds one JSON object a
line, with 'text' and optionally 'id', 'source' and 'published' (an ISO date or time). All UTF-8.
"""
_EPILOG = """\
What cannot be read is named on stderr, and the rest still comes out. Exit codes: 0, all is well;
1, some input could not be read; 2, nothing was done.
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser(
        "extract",
        help="who said what, through whom, in which words",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", default=[STDIN], help="default: -, standard input"
    )
    parser.add_argument("--format", choices=_WRITERS, default="table", help="default: table")
    parser.add_argument("--model", choices=("light", "accurate"), default="light", help="default: light")
    parser.add_argument(
        "--min-confidence",
        metavar="P",
        type=_probability,
        default=0.0,
        help="leave out what is less sure; 0 to 1, default: 0",
    )
    parser.add_argument("--n-process", metavar="N", type=_processes, default=1, help="processes; default: 1")
    parser.set_defaults(run=run)


def _processes(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 on, not {value!r}")
    return int(value)


def _probability(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"must be a number from 0 to 1, not {value!r}")
    return number


def run(args: argparse.Namespace) -> int:
    """Write the attributions of all files to stdout; 1 if some input could not be read, else 0."""
    from quoteattr import extract_many

    problems = Problems()
    documents = extract_many(
        read_articles(args.files, problems.report),
        model=args.model,
        min_confidence=args.min_confidence,
        n_process=args.n_process,
        progress=sys.stderr.isatty() and not sys.stdout.isatty(),
    )
    _WRITERS[args.format](documents)
    return problems.exit_code


def _write_table(documents: Iterable[Document]) -> None:
    set_output(errors="replace")
    shown = style()
    for number, document in enumerate(documents):
        lines = render_table(document, shown)
        print(*([""] if number else []), *lines, sep="\n", flush=True)


_WRITERS: Mapping[str, Callable[[Iterable[Document]], None]] = {
    "table": _write_table,
    "jsonl": lambda documents: write_json_lines(document.to_dict() for document in documents),
    "html": lambda documents: write_page(documents_to_page(documents)),
    "records": lambda documents: write_json_lines(attribution_records(documents)),
    "web-annotation": lambda documents: write_json_lines(map(to_web_annotation, documents)),
    "schema-org": lambda documents: write_json_lines(map(to_schema_org, documents)),
}
