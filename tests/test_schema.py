"""The JSON Schema in the docs is that of what documents give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from quoteattr.document import Document
from quoteattr.strategies import documents

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "document.schema.json").read_text(encoding="utf8"))
VALIDATOR = Draft202012Validator(SCHEMA)


@given(documents())
def test_what_a_document_gives_is_valid(document: Document) -> None:
    VALIDATOR.validate(document.to_dict())


@pytest.mark.parametrize(
    "change", [{"schema": 2}, {"text": None}, {"attributions": [{"id": "a1"}]}, {"language": "en"}]
)
def test_what_no_document_gives_is_not_valid(change: dict[str, object]) -> None:
    record = Document(text="“It leaks.”").to_dict() | change
    assert not VALIDATOR.is_valid(record)
