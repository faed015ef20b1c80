"""Canonical wording: the words of a statement as keys that are the same in every spelling of it.

Quotation marks, case, punctuation, articles and the forms of 'be' and 'do' are left out;
inflections, contractions, numbers, British and American spellings and the tense of reported
speech are made one. The text is never changed: each key knows the offsets of its token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from quoteattr.claims.lexicon import ELLIPSIS, Trait, traits
from quoteattr.claims.numbers import NUMBER, join, number_keys
from quoteattr.claims.spelling import corrected
from quoteattr.claims.stems import stem
from quoteattr.spans import Span

TOKEN = re.compile(
    r"[$£€¥]?\d[\d,]*(?:\.\d+)?(?:%|[^\W\d_]+)?"
    r"|[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])\.?"
    r"|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"
    r"|[%&]|…|\.\s?\.\s?\."
)
_DROPPED = frozenset(("a", "an", "the", "be", "do", "that"))
_SPELLED_OUT = {
    "US": ("america",), "USA": ("america",), "UK": ("britain",), "UN": ("un",), "EU": ("eu",),
    "%": ("percent",), "&": ("and",),
}  # fmt: skip
_PHRASES = {
    ("united", "states", "of", "america"): "america", ("united", "states"): "america",
    ("united", "kingdom"): "britain", ("great", "britain"): "britain", ("united", "nations"): "un",
    ("european", "union"): "eu", ("per", "cent"): "percent", ("health", "care"): "healthcare",
    ("middle", "east"): "mideast", ("not", "only"): "only", ("whether", "or", "not"): "whether",
    ("e", "mail"): "email", ("ought", "to"): "should",
    ("affordable", "care", "act"): "obamacare", ("at", "the", "moment"): "now", ("right", "now"): "now",
}  # fmt: skip
_PHRASE_OF = {tuple(map(stem, words)): stem(key) for words, key in _PHRASES.items()}
_PHRASE_STARTS = frozenset(words[:2] for words in _PHRASE_OF)
_LONGEST_PHRASE = max(map(len, _PHRASE_OF))
_ENDINGS = {"ll": "will", "ve": "have", "re": "", "m": "", "s": "", "d": "", "em": "them"}
_SHORT = {
    "cannot": "can not", "gonna": "go to", "wanna": "want to", "gotta": "have to", "y'all": "you all",
    "wo": "will", "ca": "can", "sha": "should", "ai": "", "cant": "can not", "wont": "will not",
    "aint": "not", "didnt": "not", "doesnt": "not", "dont": "not", "isnt": "not", "wasnt": "not",
    "arent": "not", "werent": "not", "hasnt": "have not", "havent": "have not", "hadnt": "have not",
    "wouldnt": "will not", "couldnt": "can not", "shouldnt": "should not",
}  # fmt: skip
_CONTRACTED = {ending: tuple(map(stem, words.split())) for ending, words in _ENDINGS.items()}
_SHORT_FORMS = {form: tuple(map(stem, words.split())) for form, words in _SHORT.items()}


@frozen
class Wording:
    """A text in canonical words: ``keys``, and for each the span of the text it stands for."""

    text: str
    keys: tuple[str, ...]
    spans: tuple[Span, ...]


def keys_of(text: str) -> tuple[str, ...]:
    """The canonical words of a text, without their places: what tracking works on."""
    keys = [key for token in TOKEN.findall(text) for key in token_keys(token)]
    return tuple([key for key, _, _ in _canonical(keys, range(len(keys)))])


def word(text: str) -> Wording:
    """The canonical wording of a text, with the place of each word in it."""
    tokens = list(TOKEN.finditer(text))
    pairs = [(key, at) for at, token in enumerate(tokens) for key in token_keys(token[0])]
    found = _canonical([key for key, _ in pairs], [at for _, at in pairs])
    spans = (Span(tokens[first].start(), tokens[last].end()) for _, first, last in found)
    return Wording(text, tuple(key for key, _, _ in found), tuple(spans))


def _canonical(keys: Sequence[str], owners: Sequence[int]) -> list[tuple[str, int, int]]:
    """The keys with their first and last tokens, numbers and phrases joined, the empty words left out."""
    found = list(zip(keys, owners, owners, strict=True))
    if NUMBER in "".join(keys):
        found = join(found)
    if not _PHRASE_STARTS.isdisjoint(pairwise(keys)):
        found = _with_phrases(found)
    kept = [item for item in found if item[0] not in _DROPPED]
    while kept and kept[-1][0] == ELLIPSIS:
        kept.pop()
    while kept and kept[0][0] == ELLIPSIS:
        del kept[0]
    return kept


def _with_phrases(found: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    joined = []
    at = 0
    while at < len(found):
        size = _phrase_length(found, at)
        words = tuple(key for key, _, _ in found[at : at + size])
        joined.append((_PHRASE_OF.get(words, words[0]), found[at][1], found[at + size - 1][2]))
        at += size
    return joined


def _phrase_length(found: list[tuple[str, int, int]], at: int) -> int:
    words = tuple(key for key, _, _ in found[at : at + _LONGEST_PHRASE])
    return next((size for size in range(len(words), 1, -1) if words[:size] in _PHRASE_OF), 1)


@lru_cache(maxsize=1 << 17)
def token_keys(token: str) -> tuple[str, ...]:
    """The keys of one token: usually one, none for ''s', two for 'don't' or '50%'."""
    if found := _SPELLED_OUT.get(token.replace(".", "")):
        return found
    if token.startswith((".", ELLIPSIS)):
        return (ELLIPSIS,)
    plain = _plain(token)
    if plain in _SHORT_FORMS:
        return _SHORT_FORMS[plain]
    if "'" in plain:
        return _contracted(plain.split("'"))
    return number_keys(plain) or (_key(plain.replace(".", "")),)


def _key(word: str) -> str:
    """The stem of a word that the tables know, or that it is a misspelling of; any other word as it is."""
    key = stem(word)
    if not traits(key) & Trait.KNOWN:
        key = corrected(key)
    return key if traits(key) & Trait.KNOWN else word


def _contracted(parts: Sequence[str]) -> tuple[str, ...]:
    head, tail = parts[0], parts[-1]
    if len(parts) == 2 and tail in _CONTRACTED:
        return (*token_keys(head), *_CONTRACTED[tail])
    if len(parts) == 2 and tail == "t" and head.endswith("n"):
        return (*token_keys(head[:-1]), "not")
    return (_key("".join(parts)),)


def _plain(token: str) -> str:
    lowered = token.lower().replace("’", "'").replace("ʼ", "'")
    if lowered.isascii():
        return lowered
    folded = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in folded if not unicodedata.combining(c))
