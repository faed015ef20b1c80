"""Hypothesis strategies: texts with their gold attributions, documents, statements and families of claims.

Raises :class:`~quoteattr.errors.MissingExtraError` on import where Hypothesis is not installed. With it,
``hypothesis.strategies.from_type`` knows every public class of quoteattr, whether or not this is imported.
"""

from quoteattr.errors import MissingExtraError

try:
    import hypothesis  # noqa: F401
except ImportError as error:
    raise MissingExtraError(
        "quoteattr.strategies needs Hypothesis; run: pip install 'quoteattr[hypothesis]'"
    ) from error

from quoteattr.strategies.articles import attributed_texts

__all__ = ["attributed_texts"]
