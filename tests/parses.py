"""Parsed documents of our own making: no pipeline needed."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

VOCAB = Vocab()

# word, the number of its head, dependency, tag, lemma
MOSS = (
    ("Moss", 1, "nsubj", "NNP", "Moss"),
    ("said", 1, "ROOT", "VBD", "say"),
    ("it", 3, "nsubj", "PRP", "it"),
    ("fell", 1, "ccomp", "VBD", "fall"),
    (".", 1, "punct", ".", "."),
)


def parse_of(*rows: tuple[str, int, str, str, str]) -> Doc:
    """A Doc with this parse; words are parted by spaces, but for punctuation."""
    words, heads, deps, tags, lemmas = (list(column) for column in zip(*rows, strict=True))
    spaces = [following not in list(".,") for following in words[1:]] + [False]
    return Doc(VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, tags=tags, lemmas=lemmas)
