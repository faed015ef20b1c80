"""The attributions of a document in reading order, each under the one it is nested in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from attrs import frozen

from quoteattr.document import Attribution, Document


@frozen
class Entry:
    """An attribution and its place: ``number`` is '2.1' for the first one nested in the second."""

    attribution: Attribution
    number: str
    depth: int


def outline(document: Document) -> Iterator[Entry]:
    """All attributions, those nested in one right after it."""
    nested: defaultdict[str | None, list[Attribution]] = defaultdict(list)
    for attribution in document.attributions:
        nested[attribution.parent].append(attribution)

    def entries(parent: str | None, prefix: str, depth: int) -> list[Entry]:
        return [Entry(a, f"{prefix}{n}", depth) for n, a in enumerate(nested[parent], start=1)]

    waiting = entries(None, "", 0)[::-1]
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += entries(entry.attribution.id, f"{entry.number}.", entry.depth + 1)[::-1]


def name_of(document: Document, attribution: Attribution) -> str:
    """Who is the source: the speaker's name; where that could not be told, the source's words, or ''."""
    speaker = document.speaker(attribution)
    return speaker.name if speaker else document.words(attribution.source)
