"""Flat records, which pandas, Polars and Arrow take as they are: dicts of str, int, float, list and None.

Dates are ISO 8601 text, as some have a time of day and others none; spans are lists of ``[start, end]``
in code points, end exclusive. Lone surrogates, which Arrow's UTF-8 cannot hold, are replaced by U+FFFD,
which leaves offsets as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quoteattr.document import Attribution, Document, Statement
from quoteattr.errors import InputValueError, MissingExtraError, QuoteattrError
from quoteattr.spans import Span

if TYPE_CHECKING:
    import pyarrow

    from quoteattr.claims import Claim, ClaimSet, Conflict

ATTRIBUTION_COLUMNS: Mapping[str, str] = {
    "document": "string",
    "outlet": "string",
    "published": "string",
    "attribution": "string",
    "parent": "string",
    "kind": "string",
    "mode": "string",
    "speaker": "string",
    "speaker_kind": "string",
    "source": "string",
    "cue": "string",
    "content": "string",
    "medium": "string",
    "addressee": "string",
    "chain": "list<string>",
    "source_spans": "list<list<int64>>",
    "cue_spans": "list<list<int64>>",
    "content_spans": "list<list<int64>>",
    "medium_span": "list<int64>",
    "addressee_span": "list<int64>",
    "confidence": "double",
}
"""The columns of :func:`attribution_records`, in order, with their Arrow types."""

STATEMENT_COLUMNS: Mapping[str, str] = {
    "claim": "string",
    "position": "int64",
    "statement": "string",
    "text": "string",
    "speaker": "string",
    "outlet": "string",
    "published": "string",
    "document": "string",
    "chain": "list<string>",
    "conflicts": "list<string>",
}
"""The columns of :func:`statement_records`, in order, with their Arrow types."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def attribution_records(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    """One record an attribution, with the columns of :data:`ATTRIBUTION_COLUMNS`, as documents come.

    ``source``, ``cue``, ``content``, ``medium`` and ``addressee`` are words, pieces joined by ' ... ';
    ``speaker`` is a name and ``document`` the document's :attr:`~Document.key`, as in its statements.

    It leaves out the text, speakers' titles and mentions, and documents without attributions; JSON
    lines keep all of them.
    """
    for document in documents:
        for attribution in document.attributions:
            yield _encodable(_attribution_record(document, attribution))


def _attribution_record(document: Document, of: Attribution) -> dict[str, Any]:
    speaker = document.speaker(of)
    return {
        "document": document.key,
        "outlet": document.source,
        "published": document.published and document.published.isoformat(),
        "attribution": of.id,
        "parent": of.parent,
        "kind": of.kind,
        "mode": of.mode,
        "speaker": speaker and speaker.name,
        "speaker_kind": speaker and speaker.kind,
        "source": document.words(of.source),
        "cue": document.words(of.cue),
        "content": document.words(of.content),
        "medium": of.medium and of.medium.of(document.text),
        "addressee": of.addressee and of.addressee.of(document.text),
        "chain": list(document.chain_names(of)),
        "source_spans": [_pair(span) for span in of.source],
        "cue_spans": [_pair(span) for span in of.cue],
        "content_spans": [_pair(span) for span in of.content],
        "medium_span": of.medium and _pair(of.medium),
        "addressee_span": of.addressee and _pair(of.addressee),
        "confidence": float(of.confidence),
    }


def statement_records(claims: Iterable[Claim]) -> Iterator[dict[str, Any]]:
    """One record a statement, with the columns of :data:`STATEMENT_COLUMNS`, claim by claim.

    ``position`` counts the statements of a claim by date, from 1; ``conflicts`` are ids of statements
    of other claims that this one contradicts. Nothing is left out of what :func:`~quoteattr.track`
    gives, and :func:`claims_from_records` reads it back, in any order of the records.
    """
    for claim in claims:
        against: defaultdict[str, list[str]] = defaultdict(list)
        for conflict in claim.conflicts:
            against[conflict.statement.id].append(conflict.other.id)
        for position, statement in enumerate(claim.statements, start=1):
            yield _encodable(_statement_record(claim.id, position, statement, against[statement.id]))


def _statement_record(claim: str, position: int, of: Statement, conflicts: list[str]) -> dict[str, Any]:
    return {
        "claim": claim,
        "position": position,
        "statement": of.id,
        "text": of.text,
        "speaker": of.speaker,
        "outlet": of.source,
        "published": of.published and of.published.isoformat(),
        "document": of.document,
        "chain": list(of.chain),
        "conflicts": conflicts,
    }


def claims_from_records(records: Iterable[Mapping[str, Any]]) -> ClaimSet:
    """Read what :func:`statement_records` wrote, whatever order it is in by now.

    What pandas has NaN, NaT or NA for is None. Raises :class:`~quoteattr.errors.QuoteattrError` where a
    column is missing or of another type, a statement comes twice, or one that conflicts is not there.
    """
    from quoteattr.claims import Claim, ClaimSet

    try:
        rows = sorted(records, key=lambda row: row["position"])
        statements = {row["statement"]: _statement(row) for row in rows}
        if len(statements) < len(rows):
            raise InputValueError("a statement comes twice; give the records of one ClaimSet")
        claim_of = {row["statement"]: row["claim"] for row in rows}
        members: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in rows:
            members[row["claim"]].append(row)
        claims = [
            Claim(
                id=claim,
                statements=[statements[row["statement"]] for row in own],
                conflicts=_conflicts(own, statements, claim_of),
            )
            for claim, own in members.items()
        ]
    except QuoteattrError:
        raise
    except (KeyError, TypeError) as error:
        raise InputValueError(f"these are no records of all statements of a ClaimSet: {error!r}") from error
    return ClaimSet(sorted(claims, key=lambda claim: (-len(claim.statements), claim.id)))


def _statement(row: Mapping[str, Any]) -> Statement:
    from quoteattr.claims.records import statement_of

    optional = {
        "speaker": row["speaker"],
        "source": row["outlet"],
        "published": row["published"],
        "document": row["document"],
    }
    known = {name: value for name, value in optional.items() if not _is_missing(value)}
    return statement_of({"id": row["statement"], "text": row["text"], "chain": row["chain"], **known})


def _is_missing(value: Any) -> bool:
    """Whether it is pandas' NaN, NaT or NA: they alone are not equal to themselves, as far as they tell."""
    return not isinstance(value, str) and (value == value) is not True


def _conflicts(
    own: Iterable[Mapping[str, Any]], statements: Mapping[str, Statement], claim_of: Mapping[str, str]
) -> list[Conflict]:
    from quoteattr.claims import Conflict

    found = [
        Conflict(claim=claim_of[other], statement=statements[row["statement"]], other=statements[other])
        for row in own
        for other in row["conflicts"]
    ]
    return sorted(found, key=lambda conflict: conflict.claim)


def arrow_schema(columns: Mapping[str, str]) -> pyarrow.Schema:
    """:data:`ATTRIBUTION_COLUMNS` or :data:`STATEMENT_COLUMNS` as a schema of pyarrow.

    With it, records in which a column is all None or all empty have the same types as any others.
    Raises :class:`~quoteattr.errors.MissingExtraError` where pyarrow is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("arrow_schema needs pyarrow; run: pip install 'quoteattr[arrow]'") from error
    integers, text = pyarrow.list_(pyarrow.int64()), pyarrow.string()
    types = {
        "string": text,
        "int64": pyarrow.int64(),
        "double": pyarrow.float64(),
        "list<string>": pyarrow.list_(text),
        "list<int64>": integers,
        "list<list<int64>>": pyarrow.list_(integers),
    }
    return pyarrow.schema([(name, types[type_]) for name, type_ in columns.items()])


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _encodable(record: dict[str, Any]) -> dict[str, Any]:
    """The record with all its text such that UTF-8 can hold it."""
    return {name: _replaced(value) for name, value in record.items()}


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_replaced(item) for item in value]
    return value
