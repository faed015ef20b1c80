"""From a text to its attributions: reading, tagging, linking, nesting, speakers, circumstances."""

from quoteattr.extraction.pipeline import extract, extract_many
from quoteattr.extraction.resolver import Resolution, Resolver

__all__ = ["Resolution", "Resolver", "extract", "extract_many"]
