"""Word vectors for the tagger, distilled from a small sentence encoder (BERT-like, wordpieces).

Each word is run through the encoder alone. Its vector joins the mean states of its pieces at the
embedding layer, halfway up and at the top, each centred and of unit length, and is then reduced by
a singular value decomposition: the static embedding that an encoder's knowledge of words leaves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tqdm import tqdm
from transformers import AutoModel, AutoTokenizer
from wordfreq import top_n_list

from quoteattr.extraction.reading.features import Floats
from quoteattr.training.corpus import Article

WIDTH = 64
_COMMONEST, _LEAST_COUNT = 22_000, 3
_BATCH, _LONGEST = 512, 12
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLAIN = re.compile(r"[a-z][a-z'.-]*")


def choose_words(articles: Iterable[Article]) -> list[str]:
    """The commonest words of English, and those that a corpus uses often enough; sorted."""
    counts = Counter(word for article in articles for word in _WORD.findall(article.text.lower()))
    common = {word for word in top_n_list("en", _COMMONEST) if _PLAIN.fullmatch(word)}
    return sorted(common | {word for word, n in counts.items() if n >= _LEAST_COUNT})


def distil(words: Sequence[str], encoder: Path) -> Floats:
    """A vector a word, after a row of zeros for words unknown: shape (words + 1, WIDTH)."""
    tokenizer = AutoTokenizer.from_pretrained(encoder, local_files_only=True)
    network = AutoModel.from_pretrained(encoder, local_files_only=True).eval()
    batches = [list(words[i : i + _BATCH]) for i in range(0, len(words), _BATCH)]
    states = np.concatenate(
        [_states(batch, tokenizer, network) for batch in tqdm(batches, desc="distilling")]
    )
    centred = states - states.mean(axis=0)
    joined = (centred / np.linalg.norm(centred, axis=-1, keepdims=True)).reshape(len(words), -1)
    left, singular, _ = np.linalg.svd(joined - joined.mean(axis=0), full_matrices=False)
    reduced = left[:, :WIDTH] * singular[:WIDTH]
    return np.concatenate([np.zeros((1, WIDTH)), reduced / reduced.std()]).astype(np.float32)


def _states(words: list[str], tokenizer: Any, network: Any) -> Floats:
    """The mean state of each word's own pieces at three layers: shape (words, 3, width)."""
    batch = tokenizer(words, return_tensors="pt", padding=True, truncation=True, max_length=_LONGEST)
    with torch.no_grad():
        layers = network(**batch, output_hidden_states=True).hidden_states
    own = batch["attention_mask"].clone()
    ends = own.sum(dim=1) - 1
    own[:, 0] = 0
    own[torch.arange(len(words)), ends] = 0
    kept = own.unsqueeze(-1).float()
    chosen = (layers[0], layers[len(layers) // 2], layers[-1])
    means = [(layer * kept).sum(dim=1) / kept.sum(dim=1).clamp(min=1) for layer in chosen]
    states: Floats = torch.stack(means, dim=1).numpy()
    return states
