"""Tokens as an encoder reads them: windows of word pieces.

A window holds whole sentences of one paragraph, as many as fit, so that what an encoder makes of a
paragraph never depends on what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from quoteattr.extraction.reading.features import Ints, Tokens

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 190
_OPENING, _CLOSING = "[CLS]", "[SEP]"


@frozen(eq=False)
class Window:
    """A run of word pieces, ``ids``, between an opening and a closing one.

    ``tokens`` are the tokens that begin in it and ``first`` the place of the first piece of each.
    """

    ids: Ints
    tokens: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.ids)


def cut_windows(tokens: Tokens, tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of a document, in order; a token that has no piece is in none."""
    ends = [tokenizer.token_to_id(_OPENING), tokenizer.token_to_id(_CLOSING)]
    for numbers in _paragraphs(tokens):
        words = [tokens.text[s:e] for s, e in zip(tokens.start[numbers], tokens.end[numbers], strict=True)]
        encoded = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        owners = numbers[np.array(encoded.word_ids, dtype=np.int64)]
        ids = np.array(encoded.ids, dtype=np.int64)
        begins = np.diff(owners, prepend=-1) > 0
        for start, end in _cuts(tokens.sentence[owners]):
            first = np.flatnonzero(begins[start:end])
            yield Window(np.array([ends[0], *ids[start:end], ends[1]]), owners[start + first], first + 1)


def _paragraphs(tokens: Tokens) -> Iterator[Ints]:
    """The numbers of the tokens of each paragraph, less white space."""
    numbers = np.flatnonzero(~tokens.blank)
    borders = np.flatnonzero(np.diff(tokens.paragraph[numbers])) + 1
    yield from (part for part in np.split(numbers, borders) if len(part))


def _cuts(sentence: Ints) -> Iterator[tuple[int, int]]:
    """Where to cut pieces, given the sentence of each: between sentences where that is possible."""
    start, room = 0, LONGEST - 2
    while start < len(sentence):
        end = min(start + room, len(sentence))
        whole = end
        while start < whole < len(sentence) and sentence[whole] == sentence[whole - 1]:
            whole -= 1
        end = whole if whole > start else end
        yield start, end
        start = end
