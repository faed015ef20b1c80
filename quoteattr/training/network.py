"""The network of :mod:`quoteattr.extraction.tagging.network` in PyTorch, for training: the same weights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.extraction.reading.features import Floats
from quoteattr.extraction.tagging.network import LABELS

_SEEN = 6  # a token and its five neighbours
_SPREAD = 0.15


class Network(nn.Module):
    """Encoder, cue head and pair head.

    ``codes`` is the number of rows of the one table of codes, ``bits`` and ``vector`` the widths of
    the other inputs, ``relations`` the number of codes of each relation between cue and token.
    """

    def __init__(
        self,
        *,
        codes: int,
        bits: int,
        vector: int,
        relations: Sequence[int],
        width: int,
        pair_width: int,
        layers: int,
        pair_layers: int,
        dropout: float,
    ) -> None:
        super().__init__()
        self.dropout = dropout
        self.layers, self.pair_layers, self.relations = layers, pair_layers, len(relations)
        tables = {"codes": _table(codes, width)}
        tables |= {f"pair/relation{i}": _table(n, pair_width) for i, n in enumerate(relations)}
        linear = {
            "bits": nn.Linear(bits, width),
            "vectors": nn.Linear(vector, width),
            "cue": nn.Linear(width, pair_width),
            "cue/out": nn.Linear(pair_width, 2),
            "pair/token": nn.Linear(width, pair_width),
            "pair/cue": nn.Linear(width, pair_width),
            "pair/out": nn.Linear(pair_width, len(LABELS)),
        }
        linear |= {f"layer{i}": nn.Linear(_SEEN * width, 2 * width) for i in _numbers(layers)}
        linear |= {f"pair/layer{i}": nn.Linear(3 * pair_width, pair_width) for i in _numbers(pair_layers)}
        norms = {f"norm{i}": nn.LayerNorm(width) for i in range(layers + 1)}
        norms |= {f"pair/norm{i}": nn.LayerNorm(pair_width) for i in range(pair_layers + 1)}
        self.tables, self.linear, self.norm = (nn.ModuleDict(parts) for parts in (tables, linear, norms))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))

    def encode(self, codes: Tensor, bits: Tensor, vectors: Tensor, neighbours: Tensor) -> Tensor:
        """One vector a token; whole features are dropped now and then, not only single numbers."""
        features = self.tables["codes"](codes)
        if self.training:
            kept = torch.rand(codes.shape) >= self.dropout / 2
            features = features * kept.unsqueeze(-1) / (1 - self.dropout / 2)
        h = features.sum(dim=1) + self.linear["bits"](bits) + self.linear["vectors"](vectors)
        h = self._drop(functional.relu(self.norm["norm0"](h)))
        for i in _numbers(self.layers):
            padded = torch.cat([h, torch.zeros_like(h[:1])])
            seen = torch.cat([h, padded[neighbours].flatten(1)], dim=1)
            mixed = self.linear[f"layer{i}"](seen)
            h = self.norm[f"norm{i}"](h + self._drop(torch.maximum(mixed[:, ::2], mixed[:, 1::2])))
        return h

    def score_cues(self, h: Tensor) -> Tensor:
        """Log-odds of heading an outermost cue, and of heading a cue at all: shape (n, 2)."""
        scores: Tensor = self.linear["cue/out"](functional.relu(self.linear["cue"](h)))
        return scores

    def score_pairs(
        self, h: Tensor, anchors: Tensor, tokens: Tensor, inside: Tensor, relations: Tensor
    ) -> Tensor:
        """Scores of the labels: shape (cues, window, labels)."""
        kept = inside.unsqueeze(-1)
        z = self.linear["pair/token"](h)[tokens] + self.linear["pair/cue"](h)[anchors].unsqueeze(1)
        for i in range(self.relations):
            z = z + self.tables[f"pair/relation{i}"](relations[:, :, i])
        z = self._drop(functional.relu(self.norm["pair/norm0"](z))) * kept
        for i in _numbers(self.pair_layers):
            padded = functional.pad(z, (0, 0, 1, 1))
            seen = torch.cat([padded[:, :-2], z, padded[:, 2:]], dim=-1)
            z = (
                self.norm[f"pair/norm{i}"](
                    z + self._drop(functional.relu(self.linear[f"pair/layer{i}"](seen)))
                )
                * kept
            )
        scores: Tensor = self.linear["pair/out"](z)
        return scores

    def weights(self) -> dict[str, Floats]:
        """The weights by their names in the tagger's network, to multiply from the right."""
        arrays = {name: _array(table.weight) for name, table in self.tables.items()}
        for name, part in (*self.linear.items(), *self.norm.items()):
            arrays |= {f"{name}.weight": _array(part.weight).T, f"{name}.bias": _array(part.bias)}
        arrays["pair.transitions"] = _array(self.transitions)
        return {name.replace("/", "."): array for name, array in arrays.items()}

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)


def label_loss(scores: Tensor, transitions: Tensor, labels: Tensor, inside: Tensor) -> Tensor:
    """Minus the log-likelihood of each row of labels under a linear-chain CRF, summed."""
    emitted = scores.gather(-1, labels.unsqueeze(-1)).squeeze(-1) * inside
    moved = transitions[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]
    total = scores[:, 0]
    for t in range(1, scores.shape[1]):
        step = torch.logsumexp(total.unsqueeze(2) + transitions, dim=1) + scores[:, t]
        total = torch.where(inside[:, t, None], step, total)
    return (torch.logsumexp(total, dim=1) - emitted.sum(dim=1) - moved.sum(dim=1)).sum()


def _array(weight: Any) -> Floats:
    return weight.detach().numpy().astype(np.float32)


def _table(rows: int, width: int) -> nn.Embedding:
    table = nn.Embedding(rows, width)
    nn.init.normal_(table.weight, std=_SPREAD)
    return table


def _numbers(count: int) -> range:
    return range(1, count + 1)
