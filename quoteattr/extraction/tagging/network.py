"""The tagger's network, run forward in numpy: a token encoder, a cue head and a head for cue and token.

The encoder is a stack of maxout layers with residuals, as in spaCy's tok2vec, but each layer sees,
beside a token's neighbours, its head, its subject and its complement in the parse. The second head
scores, for a cue and each token in its window, whether the token belongs to the source, the cue or
the content *of that cue* (cue first, then its arguments: one cue is one attribution). Training, in
:mod:`quoteattr.training`, runs the same network in PyTorch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from quoteattr.extraction.reading.features import Floats, Ints, Tokens
from quoteattr.extraction.tagging.pairs import Windows

Weights: TypeAlias = Mapping[str, Floats]

LABELS = ("outside", "source", "cue", "content")
OUTSIDE, SOURCE, CUE, CONTENT = range(4)


def neighbours(tokens: Tokens) -> Ints:
    """The tokens that each token sees besides itself, a column each; n (one past the last) for none.

    Shape (n, 5): the one before and the one after in its paragraph, its head, subject and complement.
    """
    size = len(tokens)
    number = np.arange(size)
    edge = tokens.paragraph[1:] != tokens.paragraph[:-1]
    before, after = number - 1, number + 1
    before[:1], before[1:][edge] = size, size
    after[-1:], after[:-1][edge] = size, size
    return np.stack([before, after, tokens.head, tokens.subject, tokens.complement], axis=1)


def encode(weights: Weights, codes: Ints, bits: Floats, vectors: Floats, neighbours: Ints) -> Floats:
    """One vector a token, from its codes, the bits of its children and its word vector."""
    summed: Floats = weights["codes"][codes].sum(axis=1)
    h: Floats = summed + _linear(weights, "bits", bits) + _linear(weights, "vectors", vectors)
    h = np.maximum(_normal(weights, "norm0", h), np.float32(0))
    layer = 1
    while f"layer{layer}.weight" in weights:
        padded = np.concatenate([h, np.zeros_like(h[:1])])
        seen = np.concatenate([h, padded[neighbours].reshape(len(h), -1)], axis=1)
        mixed = _linear(weights, f"layer{layer}", seen)
        h = _normal(weights, f"norm{layer}", h + np.maximum(mixed[:, ::2], mixed[:, 1::2]))
        layer += 1
    return h


def score_cues(weights: Weights, h: Floats) -> Floats:
    """For each token, the log-odds that it heads an outermost cue and that it heads a cue at all."""
    return _linear(weights, "cue.out", np.maximum(_linear(weights, "cue", h), 0))


def score_pairs(weights: Weights, h: Floats, windows: Windows, relations: NDArray[np.int64]) -> Floats:
    """Scores of :data:`LABELS` for each cue and token: shape (cues, window, 4)."""
    inside = windows.inside[:, :, None]
    z = _linear(weights, "pair.token", h)[windows.tokens]
    z += _linear(weights, "pair.cue", h)[windows.anchors][:, None]
    for i in range(relations.shape[-1]):
        z += weights[f"pair.relation{i}"][relations[:, :, i]]
    z = np.maximum(_normal(weights, "pair.norm0", z), 0) * inside
    layer = 1
    while f"pair.layer{layer}.weight" in weights:
        padded = np.pad(z, ((0, 0), (1, 1), (0, 0)))
        seen = np.concatenate([padded[:, :-2], z, padded[:, 2:]], axis=-1)
        mixed = np.maximum(_linear(weights, f"pair.layer{layer}", seen), 0)
        z = _normal(weights, f"pair.norm{layer}", z + mixed) * inside
        layer += 1
    return _linear(weights, "pair.out", z)


def best_labels(scores: Floats, transitions: Floats, inside: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The best sequence of labels for each cue (Viterbi), outside where the window is padded."""
    cues, width, labels = scores.shape
    best = scores[:, 0].copy()
    back = np.empty((width, cues, labels), dtype=np.int64)
    stay = np.arange(labels)
    for t in range(1, width):
        paths = best[:, :, None] + transitions
        valid = inside[:, t, None]
        back[t] = np.where(valid, paths.argmax(axis=1), stay)
        best = np.where(valid, paths.max(axis=1) + scores[:, t], best)
    found = np.empty((cues, width), dtype=np.int64)
    found[:, -1] = best.argmax(axis=1)
    for t in range(width - 1, 0, -1):
        found[:, t - 1] = back[t][np.arange(cues), found[:, t]]
    return np.where(inside, found, OUTSIDE)


def _linear(weights: Weights, name: str, x: Floats) -> Floats:
    y: Floats = x @ weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return y


def _normal(weights: Weights, name: str, x: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt(np.mean(centred * centred, axis=-1, keepdims=True) + 1e-5)
    y: Floats = centred / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return y
