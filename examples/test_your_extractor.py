"""An extractor of your own, tested with quoteattr's strategies: pip install 'quoteattr[hypothesis]' pytest.

    pytest examples/test_your_extractor.py

The extractor here is a toy of one regular expression. The tests say what it is for and what it is not:
put yours in its place, and widen what is drawn until something fails.
"""

from __future__ import annotations

import re

from hypothesis import given

from quoteattr import Document
from quoteattr.strategies import attributed_texts, awkward_texts

Quote = tuple[int, int]

_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')


def find_quotes(text: str) -> list[Quote]:
    """Where the quotations of a text stand: from a double mark to the next one."""
    return [match.span() for match in _QUOTED.finditer(text)]


@given(attributed_texts(kinds=["direct"], marks=["straight", "curly"], max_depth=1, max_paragraphs=1))
def test_what_is_said_in_double_marks_is_found(gold: Document) -> None:
    said = {
        (span.start, span.end) for a in gold.attributions for span in a.content if closed(span.of(gold.text))
    }
    assert said <= set(find_quotes(gold.text))


@given(attributed_texts(kinds=["indirect"], max_depth=1))
def test_what_is_said_without_marks_is_not(gold: Document) -> None:
    contents = [span for a in gold.attributions for span in a.content]
    assert not any(span.start <= start < span.end for start, _ in find_quotes(gold.text) for span in contents)


@given(awkward_texts())
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_quotes(text))


def closed(content: str) -> bool:
    """Whether it is one quotation: one over two paragraphs has a mark at the start of each."""
    return "\n\n" not in content
