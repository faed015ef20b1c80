"""Fitting the network to a corpus."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import torch
from attrs import frozen
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from quoteattr.extraction.reading.features import Floats, Ints, Tokens, Vocabulary, child_bits
from quoteattr.extraction.tagging.model import code_offsets, codes
from quoteattr.extraction.tagging.network import neighbours
from quoteattr.extraction.tagging.pairs import Windows, open_windows, relate, relation_sizes
from quoteattr.training.corpus import Target
from quoteattr.training.embedding import Embedding, Words
from quoteattr.training.network import Network, label_loss

_WIDTH_GROUPS = 4
_WARM_UP = 100
_PAIR_WEIGHT = 0.3


@frozen(kw_only=True)
class Plan:
    """How to train. The defaults are those of the light model."""

    seed: int = 1
    epochs: int = 8
    batch: int = 6
    rate: float = 2e-3
    encoder_rate: float = 2e-4
    decay: float = 0.01
    dropout: float = 0.25
    width: int = 96
    pair_width: int = 64
    layers: int = 3
    pair_layers: int = 2


LIGHT = Plan()
ACCURATE = Plan(width=128, pair_width=96)


@frozen(eq=False)
class Example:
    """A document as arrays: the network's inputs and what it should give."""

    codes: Ints
    bits: Floats
    words: Words
    neighbours: Ints
    target: Target
    windows: Windows | None
    relations: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.codes)


def to_example(
    tokens: Tokens, target: Target, vocabularies: Mapping[str, Vocabulary], words: Words
) -> Example:
    """The arrays of one document, with what its word vectors are made from."""
    windows = open_windows(tokens, target.anchors) if len(target.anchors) else None
    deps = vocabularies["DEP"]
    relations = relate(tokens, windows, deps) if windows else np.empty((0, 0, 0))
    return Example(
        codes=codes(tokens, vocabularies),
        bits=child_bits(tokens, deps),
        words=words,
        neighbours=neighbours(tokens),
        target=target,
        windows=windows,
        relations=relations.astype(np.int16),
    )


def fit(
    examples: Sequence[Example],
    vocabularies: Mapping[str, Vocabulary],
    embedding: Embedding,
    plan: Plan,
    report: Callable[[float], None],
) -> Network:
    """A network fitted to the examples; ``report`` gets the mean loss of each epoch.

    The same examples and plan give the same network on the same machine and number of threads.
    """
    torch.manual_seed(plan.seed)
    order = np.random.default_rng(plan.seed)
    network = Network(
        codes=int(code_offsets(vocabularies)[-1]),
        bits=len(vocabularies["DEP"]),
        vector=embedding.width,
        relations=relation_sizes(len(vocabularies["DEP"])),
        width=plan.width,
        pair_width=plan.pair_width,
        layers=plan.layers,
        pair_layers=plan.pair_layers,
        dropout=plan.dropout,
    )
    optimizer = _optimizer(network, embedding, plan)
    trained = [weight for group in optimizer.param_groups for weight in group["params"]]
    usable = [e for e in examples if len(e)]
    steps = plan.epochs * math.ceil(len(usable) / plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    network.train()
    embedding.train()
    with _without_denormals():
        for _ in range(plan.epochs):
            losses = []
            for batch in _batches(usable, order.permutation(len(usable)), plan.batch):
                loss = _loss(network, batch, embedding)
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(trained, 5.0)
                optimizer.step()
                schedule.step()
                losses.append(float(loss.detach()))
            report(float(np.mean(losses)))
    embedding.eval()
    return network.eval()


@contextmanager
def _without_denormals() -> Iterator[None]:
    """Gradients of a confident chain fall below the smallest normal float, which costs tenfold time."""
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)


def _optimizer(network: Network, embedding: Embedding, plan: Plan) -> torch.optim.Optimizer:
    """One over the network, and over the encoder at its own rate where there is one."""
    tuned = [weight for weight in embedding.parameters() if weight.requires_grad]
    groups = [
        {"params": list(network.parameters()), "lr": plan.rate},
        {"params": tuned, "lr": plan.encoder_rate},
    ]
    return torch.optim.AdamW([group for group in groups if group["params"]], weight_decay=plan.decay)


def _rate(step: int, steps: int) -> float:
    """A short warm-up, then half a cosine down to a hundredth."""
    return min(1, (step + 1) / _WARM_UP) * (0.01 + 0.495 * (1 + math.cos(math.pi * step / steps)))


def _batches(examples: Sequence[Example], order: Ints, size: int) -> Iterator[list[Example]]:
    for start in range(0, len(order), size):
        yield [examples[i] for i in order[start : start + size]]


def _loss(network: Network, batch: Sequence[Example], embedding: Embedding) -> Tensor:
    """The mean loss a cue, over the documents of a batch laid end to end."""
    offsets = np.cumsum([0, *(len(e) for e in batch)])
    joined = [
        np.where(e.neighbours == len(e), offsets[-1], e.neighbours + o)
        for e, o in zip(batch, offsets, strict=False)
    ]
    h = network.encode(
        _cat([e.codes for e in batch]),
        _cat([e.bits for e in batch]),
        embedding([e.words for e in batch]),
        _cat(joined),
    )
    cued = [(e, int(o)) for e, o in zip(batch, offsets, strict=False) if e.windows is not None]
    loss = _cue_loss(network.score_cues(h), batch)
    if cued:
        loss = loss + _PAIR_WEIGHT * _pair_loss(network, h, cued)
    return loss / max(sum(len(e.target.anchors) for e in batch), 1)


def _cue_loss(scores: Tensor, batch: Sequence[Example]) -> Tensor:
    any_cue, outermost = [], []
    for example in batch:
        heads = np.zeros((2, len(example)), dtype=np.float32)
        heads[0, example.target.anchors] = 1
        heads[1, example.target.anchors[~example.target.inner]] = 1
        any_cue.append(heads[0])
        outermost.append(heads[1])
    wanted = torch.stack([_cat(outermost), _cat(any_cue)], dim=1)
    losses = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    known = _cat([e.target.known for e in batch])
    return losses[:, 0].sum() + (losses[:, 1] * known).sum()


def _pair_loss(network: Network, h: Tensor, cued: Sequence[tuple[Example, int]]) -> Tensor:
    """The loss of the labels, over groups of windows of like width, so that little is padding."""
    rows = [row for example, offset in cued for row in _rows(example, offset)]
    rows.sort(key=lambda row: len(row[1]))
    loss = torch.zeros(())
    for group in np.array_split(np.arange(len(rows)), _WIDTH_GROUPS):
        if not len(group):
            continue
        chosen = [rows[i] for i in group]
        tokens, relations, labels = (_padded([row[i] for row in chosen]) for i in (1, 2, 3))
        widths = torch.tensor([len(row[1]) for row in chosen])
        inside = torch.arange(tokens.shape[1]) < widths[:, None]
        anchors = torch.tensor([row[0] for row in chosen])
        scores = network.score_pairs(h, anchors, tokens, inside, relations)
        loss = loss + label_loss(scores, network.transitions, labels, inside)
    return loss


def _rows(example: Example, offset: int) -> Iterator[tuple[int, Ints, NDArray[np.int16], NDArray[np.int8]]]:
    """For each cue its anchor and, over its window, tokens, relations and labels."""
    windows = example.windows
    assert windows is not None
    for number, anchor in enumerate(windows.anchors):
        inside = windows.inside[number]
        tokens = windows.tokens[number][inside]
        labels = example.target.labels[number][tokens]
        yield int(anchor) + offset, tokens + offset, example.relations[number][inside], labels


def _padded(arrays: Sequence[NDArray[np.integer]]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence(
        [torch.from_numpy(a.astype(np.int64)) for a in arrays], batch_first=True
    )


def _cat(arrays: Sequence[NDArray[np.generic]]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays))
