"""The command line, one module a command.

A command is a module with ``add_parser(commands)``, which adds its own arguments and sets
``run=``, a function from the parsed arguments to one of the exit codes below.

Exit codes: 0, all is well; 1, some input could not be read, but all else came out; 2, nothing was
done: the command line is wrong, or no spaCy pipeline is installed; 130, interrupted; 141, whoever
read the output stopped reading.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from quoteattr import __version__
from quoteattr.cli import extract, track
from quoteattr.cli.reporting import warn
from quoteattr.errors import QuoteattrError

_COMMANDS = (extract, track)
_EXIT_CODES = """exit codes:
  0    all is well
  1    some input could not be read; all else came out
  2    nothing was done: a wrong command line, or no spaCy pipeline installed
  130  interrupted
  141  whoever read the output stopped reading
"""
_NOTHING_DONE, _INTERRUPTED, _READER_GONE = 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code, or raises SystemExit(2) on a wrong command line."""
    args = _parser().parse_args(argv)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except QuoteattrError as error:
        warn(str(error))
        return _NOTHING_DONE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return _READER_GONE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quoteattr",
        description="Who said what, through whom, and in which exact words.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"quoteattr {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser


def _discard_output() -> None:
    """Point stdout nowhere, or Python's own flush at exit would fail as well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
