"""From a text to its attributions: features, tagging, marks, nesting, speakers, circumstances."""

from quoteattr.extraction.pipeline import extract, extract_many
from quoteattr.extraction.resolver import Resolution, Resolver

__all__ = ["Resolution", "Resolver", "extract", "extract_many"]
