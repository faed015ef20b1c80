"""Annotated corpora: reading them, and laying their spans over the tokens of a parsed document.

A corpus is JSON lines, one document a line: ``{"text": str, "attributions": [{"source", "cue",
"content": [[start, end], ...], "parent": id or null (optional), "id": str (optional)}, ...]}``, in
code points, end exclusive. Where a corpus marks outermost attributions alone, a second file may mark
those within their contents (:func:`read_corpus`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from quoteattr.errors import InputValueError
from quoteattr.extraction.reading.features import Ints, Tokens
from quoteattr.extraction.tagging.network import CONTENT, CUE, SOURCE
from quoteattr.spans import Span

_T = TypeVar("_T")


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


@frozen
class Article:
    """A text with its gold attributions.

    ``complete`` tells that those within others' contents are marked too.
    """

    text: str
    gold: tuple[Gold, ...]
    complete: bool = False


def read_corpus(path: Path, nested: Path | None = None) -> list[Article]:
    """The articles of a corpus file, with what a second file marks within their contents.

    ``nested`` has a line for each article whose nested attributions were marked: the attributions to add,
    of the same form, and as ``sha256`` the digest of the article's text (:func:`digest`), since offsets
    hold for that very text. An article is complete where it has such a line, or where each of its own
    attributions says what its parent is.

    Raises :class:`~quoteattr.errors.InputValueError`, naming file and line, where one cannot be read,
    or where ``nested`` marks a text that is not there.
    """
    within = dict(_lines(nested, lambda row: (row["sha256"], _golds(row, inner=True)))) if nested else {}
    articles = []
    for article in _lines(path, _article):
        inner = within.get(digest(article.text))
        if inner is not None:
            _check(inner, article.text, f"{nested}, text {digest(article.text)}: ")
            article = evolve(article, gold=article.gold + inner, complete=True)
        articles.append(article)
    strange = within.keys() - {digest(article.text) for article in articles}
    if strange:
        raise InputValueError(
            f"{nested} marks {len(strange)} texts that are not in {path}, letter for letter; "
            f"one has the sha256 {min(strange)}"
        )
    return articles


def digest(text: str) -> str:
    """What a file without texts names a text by: the SHA-256 of its UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()


def _lines(path: Path, read: Callable[[dict[str, Any]], _T]) -> Iterator[_T]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield read(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputValueError(
                    f"{path}:{number} is no line of an annotated corpus: {error!r}"
                ) from error


def _article(row: Mapping[str, Any]) -> Article:
    complete = bool(row["attributions"]) and all("parent" in a for a in row["attributions"])
    gold = _golds(row)
    _check(gold, row["text"])
    return Article(row["text"], gold, complete=complete)


def _check(gold: Sequence[Gold], text: str, where: str = "") -> None:
    last = max((span.end for one in gold for span in one.spans()), default=0)
    if last > len(text):
        raise InputValueError(f"{where}a span ends at {last}, but the text at {len(text)}")


def _golds(row: Mapping[str, Any], inner: bool = False) -> tuple[Gold, ...]:
    return tuple(_gold(a, inner or a.get("parent") is not None) for a in row["attributions"])


def _gold(attribution: Mapping[str, Any], inner: bool) -> Gold:
    parts = {p: tuple(Span(*s) for s in sorted(attribution[p])) for p in ("source", "cue", "content")}
    return Gold(**parts, inner=inner)


@frozen(eq=False)
class Target:
    """What the tagger should find: one row an attribution, one column a token, in ``labels``.

    ``anchors`` are the tokens that head the cues and ``inner`` tells those that stand in another's
    content. Of the tokens in ``known`` it is known whether they head a cue at all: a corpus that marks
    outermost attributions alone says nothing of what is inside a content.
    """

    anchors: Ints
    inner: NDArray[np.bool_]
    labels: NDArray[np.int8]
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
        if anchor is None or not len(content):
            continue
        row = np.zeros(size, dtype=np.int8)
        row[content], row[_tokens_of(tokens, attribution.source)], row[cue] = CONTENT, SOURCE, CUE
        anchors.append(anchor)
        rows.append(row)
        inner.append(attribution.inner)
    labels = np.array(rows, dtype=np.int8).reshape(len(rows), size)
    places = np.array(anchors, dtype=np.int64)
    known = np.ones(size, dtype=bool) if article.complete else ~_innermost_contents(labels, places)
    known[places] = True
    return Target(places, np.array(inner, dtype=bool), labels, known)


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
