"""What linked data calls a document and what stands in it."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote
from uuid import NAMESPACE_OID, uuid5

_WEB_ADDRESS = re.compile(r"https?://[^\s#<>\"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]+")


def iri_of(key: str) -> str:
    """The IRI of what goes by a key: the key itself where it is a web address, else a UUID made from it."""
    return key if _WEB_ADDRESS.fullmatch(key) else uuid5(NAMESPACE_OID, _quoted(key)).urn


def within(iri: str, sort: str, name: str) -> str:
    """The IRI of a named thing in a document: '<iri>#attribution/a1'."""
    return f"{iri}#{sort}/{_quoted(name)}"


def name_within(iri: str) -> str:
    """The name that :func:`within` made an IRI of."""
    return unquote(iri.rpartition("/")[2], errors="surrogatepass")


def _quoted(name: str) -> str:
    return quote(name, safe="", errors="surrogatepass")
