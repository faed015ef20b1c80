"""What the command line writes to stdout."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from quoteattr.cli.table import Style


def write_json_lines(records: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON-ready records, one a line, as they come."""
    # A lone surrogate, which UTF-8 has no bytes for, comes out as JSON's own escape of it.
    set_output(encoding="utf-8", errors="backslashreplace", newline="\n")
    for record in records:
        print(json.dumps(record, ensure_ascii=False), flush=True)


def write_page(pieces: Iterable[str]) -> None:
    """Write an HTML page in pieces, as they come."""
    set_output(encoding="utf-8", newline="\n")
    for piece in pieces:
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
