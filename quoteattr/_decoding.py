"""Bytes read as text and as JSON, with errors that say what is wrong with them."""

from __future__ import annotations

import json
from typing import Any

from quoteattr.errors import InputValueError


def decode(data: bytes) -> str:
    """UTF-8 as text; line ends and a byte order mark are left as they are.

    Raises :class:`~quoteattr.errors.InputValueError` where it is not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        byte = f"byte 0x{error.object[error.start]:02X} at offset {error.start}"
        raise InputValueError(f"not UTF-8 ({byte}); convert it to UTF-8 first") from error


def decode_json(data: bytes) -> Any:
    """UTF-8 JSON, with or without a byte order mark, as the values it stands for.

    Raises :class:`~quoteattr.errors.InputValueError` where it is not UTF-8 or not JSON.
    """
    text = decode(data).removeprefix("\ufeff")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    except ValueError as error:
        raise InputValueError(f"not JSON that can be read: {error}") from error
    except RecursionError as error:
        raise InputValueError("nested too deep for JSON to be read") from error
