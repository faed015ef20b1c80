r"""JSON lines: one document a line, in the schema of :meth:`Document.to_dict`. Nothing is left out.

UTF-8 with '\n' as line end. A lone surrogate, which UTF-8 has no bytes for, is written as JSON's own
escape of it, and comes back the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quoteattr._decoding import decode_json
from quoteattr.document import Document
from quoteattr.errors import InputValueError, QuoteattrError


def write_jsonl(documents: Iterable[Document], path: str | Path) -> None:
    """Write documents to a file as they come, none of them kept in memory."""
    with Path(path).open("wb") as file:
        for document in documents:
            file.write(encode_line(document.to_dict()))


def read_jsonl(path: str | Path) -> Iterator[Document]:
    """Read the documents of a file one by one; empty lines are passed over.

    Raises :class:`~quoteattr.errors.InputValueError`, naming file and line, at a line that holds no
    document.
    """
    with Path(path).open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield Document.from_dict(decode_json(line))
                except QuoteattrError as error:
                    raise InputValueError(f"{path}:{number}: {error}") from error


def encode_line(record: Mapping[str, Any]) -> bytes:
    """A JSON-ready record as a line of UTF-8."""
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
