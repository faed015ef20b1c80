"""A word's stem: one key for its inflections and for its British and American spellings.

A stem is a key, not a word: 'labours', 'labored' and 'laboring' all give 'labor', but 'promise'
gives 'promiz', which does no harm, as every form of it does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_LINES = [
    line.split()
    for line in (files("quoteattr") / "resources" / "claims" / "stems.txt")
    .read_text(encoding="utf8")
    .splitlines()
    if not line.startswith("#")
]
_STEM_OF = {form: line[0] for line in _LINES if len(line) > 1 for form in line}
_UNCHANGED = frozenset(line[0] for line in _LINES if len(line) == 1)
_VOWEL = re.compile("[aeiouy]")
_SPELLINGS = (
    (re.compile("is(?=(?:e|ation|er|ing|ed|es)?$)"), "iz"),
    (re.compile("ys(?=e?$)"), "yz"),
    (re.compile("(?<=[a-z]{2})our(?=$|able|ite|al|ful|ism|ist)"), "or"),
    (re.compile("ogue$"), "og"),
    (re.compile("([lptmnrgbd])\\1(?=$)"), "\\1"),
)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    if word in _STEM_OF:
        return _respelled(_STEM_OF[word])
    if len(word) <= 3 or word in _UNCHANGED or not word.isalpha():
        return word
    base = _without_ending(word)
    return _respelled(_STEM_OF.get(base) or _STEM_OF.get(base + "e") or base)


def forms_of(key: str) -> tuple[str, ...]:
    """The irregular words whose stem this is."""
    return _FORMS_OF.get(key, ())


def _respelled(base: str) -> str:
    if len(base) <= 3 or base in _UNCHANGED:
        return base
    for spelling, american in _SPELLINGS:
        base = spelling.sub(american, base)
    return base.removesuffix("e") if len(base) > 3 else base


def _without_ending(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and _VOWEL.search(base) and word not in _UNCHANGED:
            return base
    return word


_FORMS_OF = {_respelled(line[0]): tuple(line) for line in _LINES if len(line) > 1}
