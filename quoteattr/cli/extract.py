"""``quoteattr extract``: who said what in some articles, as a table, JSON lines or HTML."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable
from typing import Any

from quoteattr.cli.reading import STDIN, read_articles
from quoteattr.cli.reporting import Problems
from quoteattr.cli.table import Style, render_table
from quoteattr.display.documents import documents_to_page
from quoteattr.document import Document

_FORMATS = ("table", "jsonl", "html")
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
    parser.add_argument("--format", choices=_FORMATS, default="table", help="default: table")
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
    write = {"table": _write_table, "jsonl": _write_json_lines, "html": _write_html}[args.format]
    write(documents)
    return problems.exit_code


def _write_table(documents: Iterable[Document]) -> None:
    set_output(errors="replace")
    shown = style()
    for number, document in enumerate(documents):
        lines = render_table(document, shown)
        print(*([""] if number else []), *lines, sep="\n", flush=True)


def _write_json_lines(documents: Iterable[Document]) -> None:
    # A lone surrogate, which UTF-8 has no bytes for, comes out as JSON's own escape of it.
    set_output(encoding="utf-8", errors="backslashreplace", newline="\n")
    for document in documents:
        print(json.dumps(document.to_dict(), ensure_ascii=False), flush=True)


def _write_html(documents: Iterable[Document]) -> None:
    set_output(encoding="utf-8", newline="\n")
    for piece in documents_to_page(documents):
        print(piece, end="", flush=True)


def set_output(**settings: Any) -> None:
    """Write stdout with these settings, where it is a stream that has them."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(**settings)


def style() -> Style:
    """What the terminal can show; NO_COLOR is heeded (https://no-color.org)."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    return Style(
        width=shutil.get_terminal_size(fallback=(100, 24)).columns,
        unicode=encoding.startswith("utf"),
        colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
    )
