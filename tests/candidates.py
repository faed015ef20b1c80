"""Candidates of our own making, as a tagger would give them."""

from __future__ import annotations

from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span


def candidate(
    text: str,
    source: str,
    cue: str,
    content: str,
    *,
    last: bool = False,
    outermost: float = 0.9,
    any_cue: float = 0.9,
) -> Candidate:
    """A candidate whose parts are words of the text, found where they stand first, or last."""
    parts = {"source": source, "cue": cue, "content": content}
    spans = {name: (span_of(text, words, last),) if words else () for name, words in parts.items()}
    anchor = spans["cue"][0].start
    return Candidate(anchor=anchor, **spans, outermost=outermost, any=any_cue, certainty=0.9)


def span_of(text: str, words: str, last: bool = False) -> Span:
    start = text.rindex(words) if last else text.index(words)
    return Span(start, start + len(words))
