"""The word vectors that the network reads, in training: fixed ones, or those of an encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

import numpy as np
import torch
from attrs import frozen
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from quoteattr.errors import InputValueError
from quoteattr.extraction.reading.features import Ints, Tokens
from quoteattr.extraction.tagging.encoder import read_tokenizer
from quoteattr.extraction.tagging.model import WordTable
from quoteattr.extraction.tagging.pieces import Window, cut_windows

# So many pieces, padding among them, go through the encoder at a time.
_MOST_PIECES = 4096
# In training, such a share of the pieces is masked, and of the features of a window dropped.
_MASKED = 0.1
_DROPPED = 0.1


class FixedVectors(nn.Module):
    """Vectors looked up by the codes of words."""

    def __init__(self, words: WordTable) -> None:
        super().__init__()
        self.words = words
        self.width = words.vectors.shape[1]
        self._table = torch.from_numpy(words.vectors)

    def read(self, tokens: Tokens) -> Ints:
        """What this takes of a document."""
        return self.words.known.encode(tokens.lower)

    def forward(self, codes: Sequence[Ints]) -> Tensor:
        """A vector a token, over some documents laid end to end."""
        return self._table[torch.from_numpy(np.concatenate(codes))]


@frozen(eq=False)
class Pieces:
    """A document of so many tokens in windows of word pieces."""

    size: int
    windows: tuple[Window, ...]


class FeatureDropout(nn.Module):
    """Dropout with one mask for all pieces of a window (Gal & Ghahramani 2016), so few random numbers."""

    def forward(self, x: Tensor) -> Tensor:
        """``x`` of shape (windows, pieces, features)."""
        if not self.training:
            return x
        kept = torch.rand(len(x), 1, x.shape[-1]) >= _DROPPED
        return x * (kept / (1 - _DROPPED)).to(x.dtype)


class Encoder(nn.Module):
    """A BERT-like encoder from a folder; its table of word pieces stays as it is."""

    words = None

    def __init__(self, folder: Path) -> None:
        from transformers import AutoModel

        super().__init__()
        # The random numbers of its own dropout take a CPU as long as the encoder itself.
        still = dict.fromkeys(("hidden_dropout_prob", "attention_probs_dropout_prob"), 0.0)
        # Eager attention takes less time than PyTorch's own on windows as short as these.
        self.network = AutoModel.from_pretrained(
            folder, local_files_only=True, add_pooling_layer=False, attn_implementation="eager", **still
        )
        self.network.embeddings.word_embeddings.requires_grad_(False)
        for layer in self.network.encoder.layer:
            layer.attention.output.dropout = layer.output.dropout = FeatureDropout()
        self.tokenizer = read_tokenizer(folder / "tokenizer.json")
        mask = self.tokenizer.token_to_id("[MASK]")
        if mask is None:
            raise InputValueError(f"the encoder in {folder} is not BERT-like: its tokenizer has no [MASK]")
        self._mask = mask
        self.width = int(self.network.config.hidden_size)

    def read(self, tokens: Tokens) -> Pieces:
        """What this takes of a document."""
        return Pieces(len(tokens), tuple(cut_windows(tokens, self.tokenizer)))

    def forward(self, documents: Sequence[Pieces]) -> Tensor:
        """A vector a token, its first piece's, over some documents laid end to end."""
        offsets = accumulate((d.size for d in documents), initial=0)
        placed = [(w, o) for d, o in zip(documents, offsets, strict=False) for w in d.windows]
        vectors = torch.zeros(sum(d.size for d in documents), self.width)
        if not placed:
            return vectors
        states, places = [], []
        for group in _grouped(placed):
            hidden = self._states([window for window, _ in group])
            rows = np.repeat(np.arange(len(group)), [len(window.first) for window, _ in group])
            states.append(hidden[rows, np.concatenate([window.first for window, _ in group])])
            places += [window.tokens + offset for window, offset in group]
        return vectors.index_copy(0, torch.from_numpy(np.concatenate(places)), torch.cat(states))

    def _states(self, windows: Sequence[Window]) -> Tensor:
        ids = pad_sequence([torch.from_numpy(w.ids) for w in windows], batch_first=True)
        inside = torch.arange(ids.shape[1]) < torch.tensor([len(w) for w in windows])[:, None]
        if self.training:
            ids = torch.where(torch.rand(ids.shape) < _MASKED, self._mask, ids)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden: Tensor = self.network(input_ids=ids, attention_mask=inside.long()).last_hidden_state
        return hidden.float()


def _grouped(placed: Sequence[tuple[Window, int]]) -> Iterator[list[tuple[Window, int]]]:
    """Windows of like length together, so that little is padding."""
    group: list[tuple[Window, int]] = []
    for item in sorted(placed, key=lambda item: len(item[0])):
        if group and (len(group) + 1) * len(item[0]) > _MOST_PIECES:
            yield group
            group = []
        group.append(item)
    yield group


Words: TypeAlias = Ints | Pieces
Embedding: TypeAlias = FixedVectors | Encoder
