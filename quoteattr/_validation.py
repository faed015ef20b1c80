"""Validators and converters of the values; each raises the package's own exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timezone
from typing import Any, get_args

from attrs import Attribute

from quoteattr.errors import InputTypeError, InputValueError


def of_type(*types: type) -> Any:
    """A validator that refuses a value of another type; a bool is no int."""

    def check(owner: Any, attribute: Attribute[Any], value: Any) -> None:
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            wanted = " or ".join("None" if t is type(None) else t.__name__ for t in types)
            where = _place(owner, attribute)
            raise InputTypeError(f"{where} must be {wanted}, not {type(value).__name__}: {value!r:.80}")

    return check


def one_of(literal: Any) -> Any:
    """A validator that refuses a value that is none of a Literal's."""
    allowed = get_args(literal)

    def check(owner: Any, attribute: Attribute[Any], value: Any) -> None:
        if value not in allowed:
            where = _place(owner, attribute)
            raise InputValueError(f"{where} must be one of {', '.join(allowed)}, not {value!r:.80}")

    return check


def items_of(item_type: type) -> Any:
    """A validator that refuses a tuple with an item of another type."""
    check_item = of_type(item_type)

    def check(owner: Any, attribute: Attribute[Any], value: tuple[Any, ...]) -> None:
        for item in value:
            check_item(owner, attribute, item)

    return check


def _place(owner: Any, attribute: Attribute[Any]) -> str:
    return f"{type(owner).__name__.lstrip('_')}.{attribute.name}"


text = of_type(str)
optional_text = of_type(str, type(None))


def to_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """Any iterable but a string, as a tuple."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise InputTypeError(f"a sequence is wanted here, not {type(value).__name__}: {value!r:.80}")
    return tuple(value)


def to_moment(value: str | date | None) -> date | None:
    """An ISO 8601 date or time read; dates and datetimes pass through, zones as their offset from UTC."""
    # pandas' NaT is a datetime too, but not equal to itself.
    if value is None or (isinstance(value, date) and value == value):
        return _with_offset(value) if isinstance(value, datetime) else value
    if not isinstance(value, str):
        raise InputTypeError(f"published must be an ISO date, a date or a datetime, not {value!r:.80}")
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(value)
        except ValueError:
            continue
    raise InputValueError(
        f"published={value!r:.80} is no ISO 8601 date or time; write it like 2021-11-09 or 2021-11-09T14:30"
    )


def _with_offset(moment: datetime) -> datetime:
    """The moment in its offset from UTC, as ISO 8601 has it.

    In a zone whose clocks change, a time in that hour equals no other, not even its own copy (PEP 495).
    """
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=timezone(offset))
