"""Word lists of general English that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def lexicon(name: str) -> frozenset[str]:
    """The words of ``resources/lexicons/<name>.txt``."""
    path = files("quoteattr.resources") / "lexicons" / f"{name}.txt"
    lines = path.read_text(encoding="utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_one_of(token: Token, name: str) -> bool:
    """Whether a token, or its lemma, is in a lexicon."""
    return token.lemma_.lower() in lexicon(name) or token.lower_ in lexicon(name)
