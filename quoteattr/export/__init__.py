"""Documents and claims in the formats of others: one module a format, each a pair of pure functions.

What each format keeps and what it cannot is in the functions' docstrings and, as a table, in the docs.
"""

from quoteattr.export.brat import from_brat, read_brat, to_brat, write_brat
from quoteattr.export.jsonl import read_jsonl, write_jsonl
from quoteattr.export.records import (
    ATTRIBUTION_COLUMNS,
    STATEMENT_COLUMNS,
    arrow_schema,
    attribution_records,
    claims_from_records,
    statement_records,
)
from quoteattr.export.schema_org import claims_to_schema_org, to_schema_org
from quoteattr.export.web_annotation import from_web_annotation, to_web_annotation

__all__ = [
    "ATTRIBUTION_COLUMNS",
    "STATEMENT_COLUMNS",
    "arrow_schema",
    "attribution_records",
    "claims_from_records",
    "claims_to_schema_org",
    "from_brat",
    "from_web_annotation",
    "read_brat",
    "read_jsonl",
    "statement_records",
    "to_brat",
    "to_schema_org",
    "to_web_annotation",
    "write_brat",
    "write_jsonl",
]
