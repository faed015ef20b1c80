"""``quoteattr extract``: who said what in some articles, as a table, JSON lines or HTML."""

from __future__ import annotations

import argparse
import json

from quoteattr.cli.reading import STDIN, read_articles
from quoteattr.cli.reporting import warn


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser("extract", help="who said what, through whom, in which words")
    parser.add_argument("files", metavar="FILE", nargs="*", default=[STDIN])
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the attributions of all files to stdout; 1 if some input could not be read, else 0."""
    from quoteattr import extract_many

    problems: list[str] = []

    def note(message: str) -> None:
        problems.append(message)
        warn(message)

    for document in extract_many(read_articles(args.files, note)):
        print(json.dumps(document.to_dict()))
    return 1 if problems else 0
