"""Word lists of general English that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def lexicon(name: str) -> frozenset[str]:
    """The words of ``resources/circumstances/<name>.txt``."""
    path = files("quoteattr.resources") / "circumstances" / f"{name}.txt"
    lines = path.read_text(encoding="utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _communication() -> dict[tuple[str, str], float]:
    """How often a word, by its lemma and part of speech, means an act or a thing of speech."""
    path = files("quoteattr.resources") / "circumstances" / "communication.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf8").splitlines())
    return {(lemma, part): int(percent) / 100 for lemma, part, percent in rows}


def communicates(token: Token) -> float:
    """How often a verb or a noun means an act or a thing of speech: 0 to 1."""
    part = "NOUN" if token.pos_ in ("NOUN", "PROPN") else "VERB"
    return _communication().get((token.lemma_.lower(), part), 0.0)


def is_one_of(token: Token, name: str) -> bool:
    """Whether a token, or its lemma, is in a lexicon."""
    return token.lemma_.lower() in lexicon(name) or token.lower_ in lexicon(name)
