"""Annotated corpora: reading them, and laying their spans over the tokens of a parsed document.

A corpus is JSON lines, one document a line: ``{"text": str, "attributions": [{"source", "cue",
"content": [[start, end], ...], "parent": id or null (optional), "id": str (optional)}, ...]}``, in
code points, end exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.document import Span
from quoteattr.errors import InputValueError
from quoteattr.extraction.features import Ints, Tokens
from quoteattr.extraction.network import CONTENT, CUE, SOURCE


@frozen(kw_only=True)
class Gold:
    """An attribution as an annotator marked it; ``inner`` if it stands in another's content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    inner: bool = False

    def spans(self) -> tuple[Span, ...]:
        """All its spans."""
        return self.source + self.cue + self.content

    def mapped(self, change: Callable[[Span], Span | None]) -> Gold:
        """The attribution with each span changed; those that become None are left out."""
        source, cue, content = (
            tuple(new for span in part if (new := change(span)) is not None)
            for part in (self.source, self.cue, self.content)
        )
        return Gold(source=source, cue=cue, content=content, inner=self.inner)


@frozen
class Article:
    """A text with its gold attributions.

    ``grafts`` are the stretches that were put in from elsewhere: where there are any, they alone, and
    the attributions in them, are learned from.
    """

    text: str
    gold: tuple[Gold, ...]
    grafts: tuple[Span, ...] = ()


def read_corpus(path: Path) -> list[Article]:
    """The articles of a corpus file.

    Raises :class:`~quoteattr.errors.InputValueError`, naming file and line, where one cannot be read.
    """
    articles = []
    with path.open(encoding="utf8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                articles.append(Article(row["text"], tuple(_gold(a) for a in row["attributions"])))
            except (ValueError, KeyError, TypeError) as error:
                raise InputValueError(
                    f"{path}:{number} is no line of an annotated corpus: {error!r}"
                ) from error
    return articles


def _gold(attribution: Mapping[str, Any]) -> Gold:
    parts = {p: tuple(Span(*s) for s in sorted(attribution[p])) for p in ("source", "cue", "content")}
    return Gold(**parts, inner=attribution.get("parent") is not None)


@frozen(eq=False)
class Target:
    """What the tagger should find: one row an attribution, one column a token, in ``labels``.

    ``anchors`` are the tokens that head the cues and ``inner`` tells those that stand in another's
    content. Of the tokens in ``judged`` it is known whether they head an outermost cue, of those in
    ``known`` whether they head a cue at all: a corpus that marks outermost attributions alone says
    nothing of what is inside a content.
    """

    anchors: Ints
    inner: NDArray[np.bool_]
    labels: NDArray[np.int8]
    judged: NDArray[np.bool_]
    known: NDArray[np.bool_]


def align(tokens: Tokens, article: Article) -> Target:
    """The target of a document; attributions without a cue or a content have none and are left out."""
    size = len(tokens)
    anchors: list[int] = []
    rows, inner = [], []
    for attribution in article.gold:
        cue = _tokens_of(tokens, attribution.cue)
        content = _tokens_of(tokens, attribution.content)
        anchor = _anchor(tokens, cue, anchors)
        if anchor is None or not len(content) or (article.grafts and not attribution.inner):
            continue
        row = np.zeros(size, dtype=np.int8)
        row[content], row[_tokens_of(tokens, attribution.source)], row[cue] = CONTENT, SOURCE, CUE
        anchors.append(anchor)
        rows.append(row)
        inner.append(attribution.inner)
    labels = np.array(rows, dtype=np.int8).reshape(len(rows), size)
    places = np.array(anchors, dtype=np.int64)
    judged = np.full(size, not article.grafts)
    judged[_tokens_of(tokens, article.grafts)] = True
    known = judged & ~_innermost_contents(labels, places)
    known[places] = True
    return Target(places, np.array(inner, dtype=bool), labels, judged, known)


def _innermost_contents(labels: NDArray[np.int8], anchors: Ints) -> NDArray[np.bool_]:
    """The tokens in contents that hold no other attribution's cue."""
    contents = labels == CONTENT
    holds_another = contents[:, anchors].any(axis=1)
    innermost: NDArray[np.bool_] = contents[~holds_another].any(axis=0)
    return innermost


def _tokens_of(tokens: Tokens, spans: Sequence[Span]) -> Ints:
    runs = [
        np.arange(
            np.searchsorted(tokens.end, span.start, side="right"), np.searchsorted(tokens.start, span.end)
        )
        for span in spans
    ]
    numbers = np.concatenate([*runs, np.empty(0, dtype=np.int64)]).astype(np.int64)
    return numbers[~tokens.blank[numbers]]


def _anchor(tokens: Tokens, cue: Ints, taken: Sequence[int]) -> int | None:
    """The token of a cue that heads it: the first whose own head is outside, and that is still free."""
    roots = cue[~np.isin(tokens.head[cue], cue) | (tokens.head[cue] == cue)]
    return next((int(t) for t in _either(roots, cue) if t not in taken), None)


def _either(first: Ints, second: Ints) -> Iterator[np.int64]:
    yield from first
    yield from second
