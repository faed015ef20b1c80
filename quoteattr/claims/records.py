"""Statements as JSON-ready records, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quoteattr.document import Statement
from quoteattr.errors import InputTypeError, InputValueError, QuoteattrError

_FIELDS = ("id", "text", "speaker", "source", "published", "document", "chain")


def record_of(statement: Statement) -> dict[str, Any]:
    """The fields of a statement; those that are not known are left out."""
    record: dict[str, Any] = {name: getattr(statement, name) for name in _FIELDS}
    record["published"] = statement.published and statement.published.isoformat()
    record["chain"] = list(statement.chain)
    return {name: value for name, value in record.items() if value is not None and value != []}


def statement_of(record: Mapping[str, Any]) -> Statement:
    """Read a record of a statement; fields of other names are ignored.

    Raises :class:`~quoteattr.errors.QuoteattrError` that names the statement.
    """
    if not isinstance(record, Mapping):
        raise InputTypeError(f"a statement must be a mapping, not {type(record).__name__}: {record!r:.80}")
    given = {name: record[name] for name in _FIELDS if record.get(name) is not None}
    if missing := [name for name in ("id", "text") if name not in given]:
        raise InputValueError(f"a statement has no {missing[0]!r}: {dict(record)!r:.200}")
    try:
        return Statement(**given)
    except QuoteattrError as error:
        raise type(error)(f"statement {given['id']!r:.80}: {error}") from error
