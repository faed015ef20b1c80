"""Articles read from plain text and JSON-lines files.

Plain text is one article a file; a name that ends in .jsonl or .ndjson holds one JSON object a
line, with ``text`` and optionally ``id``, ``source`` and ``published``; other keys are passed over.
Both are UTF-8, with or without a byte order mark, and line ends are left as they are, so that
offsets are those of the file's own text.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from quoteattr._decoding import decode, decode_json
from quoteattr.document import Document
from quoteattr.errors import InputTypeError, QuoteattrError

Article: TypeAlias = dict[str, Any]

STDIN = "-"
_JSON_LINES = (".jsonl", ".ndjson")
_FIELDS = ("id", "text", "source", "published")


def read_articles(names: Iterable[str], warn: Callable[[str], None]) -> Iterator[Article]:
    """The articles of some files, one by one, each a dict with ``text``, ``id`` and what else is known.

    ``-`` is standard input, as plain text. An article without an id goes by its file's name, or its
    file's name and line. What cannot be read is told to ``warn``, with the file's name and the line,
    and the rest still comes.
    """
    for name in names:
        try:
            if name == STDIN:
                yield _plain(STDIN, sys.stdin.buffer.read())
            elif name.lower().endswith(_JSON_LINES):
                with open(name, "rb") as lines:
                    yield from _json_lines(name, lines, warn)
            else:
                yield _plain(name, Path(name).read_bytes())
        except OSError as error:
            warn(f"{name}: {error.strerror or error}")
        except QuoteattrError as error:
            warn(f"{name}: {error}")


def _plain(name: str, data: bytes) -> Article:
    return {"id": name, "text": decode(data).removeprefix("\ufeff")}


def _json_lines(name: str, lines: BinaryIO, warn: Callable[[str], None]) -> Iterator[Article]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield {"id": place} | _record(line)
        except QuoteattrError as error:
            warn(f"{place}: {error}")


def _record(line: bytes) -> Article:
    """The fields of one line that are an article's, once a document could be made of them."""
    record = decode_json(line)
    if not isinstance(record, dict) or "text" not in record:
        raise InputTypeError("a line must be a JSON object with a 'text'")
    article = {key: record[key] for key in _FIELDS if record.get(key) is not None}
    # A document checks its fields, so that a bad one is met here, where its line is known.
    Document(**{"text": None} | article)
    return article
