"""Whether two names may be one speaker's: 'Hillary Clinton' and 'Mrs. Clinton', but not 'Bill Clinton'."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quoteattr.claims.lexicon import Trait, traits

_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_AFTER_NAME = re.compile(r",|\(|\bof\b|\bfor\b|\bwho\b|\bfrom\b")
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"])


@lru_cache(maxsize=1 << 16)
def name_of(speaker: str | None) -> tuple[str, ...]:
    """The words of a speaker's name, folded, the surname last; () where a source names nobody.

    'Ohio Gov. John Kasich' is ('ohio', 'john', 'kasich'); 'he' and 'a Clinton aide' are nobody.
    """
    words = _NAME_WORD.findall(_AFTER_NAME.split(speaker or "", maxsplit=1)[0])
    while words and _folded(words[-1]) in _SUFFIXES:
        words.pop()
    if not words or not words[-1][0].isupper():
        return ()
    named = (_folded(word.removesuffix("'s").removesuffix("’s")) for word in words if word[0].isupper())
    kept = tuple(word for word in named if not traits(word) & (Trait.TITLE | Trait.PRONOUN | Trait.FUNCTION))
    return kept if len(kept) < 4 else kept[-2:]


def same_speaker(a: str | None, b: str | None) -> bool | None:
    """Whether the two are one speaker; None where one of them is not known by name."""
    names_a, names_b = name_of(a), name_of(b)
    if not names_a or not names_b:
        return None
    if names_a[-1] != names_b[-1]:
        return False
    given_a, given_b = set(names_a[:-1]), set(names_b[:-1])
    return not given_a or not given_b or bool(given_a & given_b)


def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in parts if c.isalpha())
