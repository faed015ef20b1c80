"""The package's own exceptions: each names what was wrong and what to do about it."""

from __future__ import annotations


class QuoteattrError(Exception):
    """Base of every exception that quoteattr raises on purpose."""


class InputTypeError(QuoteattrError, TypeError):
    """A value of the wrong type was given."""


class InputValueError(QuoteattrError, ValueError):
    """A value of the right type, but one that cannot be used."""


class UnknownIdError(QuoteattrError, KeyError):
    """Nothing goes by the id that was asked for."""

    # A KeyError shows its message quoted, as if it were a key.
    __str__ = Exception.__str__


class MissingModelError(QuoteattrError, OSError):
    """No spaCy pipeline that can be used is installed, or it lacks a component."""


class MissingExtraError(QuoteattrError, ImportError):
    """An optional dependency is not installed."""
