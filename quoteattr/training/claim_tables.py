"""Build the tables that claim comparison reads, from counts of words and from WordNet.

usage: python -m quoteattr.training.claim_tables NEWS.jsonl WORDNET_DIR OUT_DIR

NEWS.jsonl holds one article a line under "text"; WORDNET_DIR the `data.*` files and `index.sense`
of WordNet 3.1. Needs the package `wordfreq`. Writes `words.tsv`, `relations.tsv` and
`collocations.tsv`, whose format and sources `claims.md` tells beside the shipped ones.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from pathlib import Path

from wordfreq import top_n_list, word_frequency

from quoteattr.claims.stems import stem
from quoteattr.claims.wording import keys_of

GENERAL_WORDS = 60_000
STEMS = 32_000
LEAST_NEWS = 4
LEAST_ARTICLES, SMOOTHING, LEAST_GAIN = 10, 5, 3.0
SENSES = {"synonym": 2, "opposite": 4}
NOUN_KINDS = {"18": "p", "14": "g", "15": "l"}
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_WORD = re.compile(r"(?<=[a-z,;] )[^\W\d_]+")


def main(news: str, wordnet: str, out: str) -> None:
    """Write the three tables."""
    bits = information(Path(news))
    stems = sorted(bits, key=lambda s: (bits[s], s))[:STEMS]
    dictionary = WordNet(Path(wordnet), frozenset(stems))
    names = capitalized(Path(news)) | (dictionary.names - {stem(w) for w in top_n_list("en", 1500)})
    with Path(out, "words.tsv").open("w", encoding="utf8") as file:
        for key in sorted(stems):
            flags = "n" * (key in names) + dictionary.noun_kind.get(key, "")
            file.write(f"{key}\t{round(10 * bits[key])}\t{flags}\n")
    with Path(out, "relations.tsv").open("w", encoding="utf8") as file:
        for kind, pairs in (
            ("=", dictionary.synonyms),
            ("~", dictionary.derived),
            ("!", dictionary.opposites),
        ):
            file.writelines(f"{kind}\t{a}\t{b}\n" for a, b in sorted(pairs))
    with Path(out, "collocations.tsv").open("w", encoding="utf8") as file:
        for (first, second), gain in sorted(collocations(Path(news), bits).items()):
            file.write(f"{first}\t{second}\t{round(10 * gain)}\n")


def information(news: Path) -> dict[str, float]:
    """Bits a stem tells: minus log2 of the mean of its shares of general English and of news."""
    general: defaultdict[str, float] = defaultdict(float)
    for word in top_n_list("en", GENERAL_WORDS):
        if word.isalpha():
            general[stem(word)] += word_frequency(word, "en")
    counts = Counter(stem(w) for text in texts(news) for w in re.findall(r"[^\W\d_]+", text.lower()))
    total = sum(counts.values())
    share = defaultdict(float, {key: n / total for key, n in counts.items() if n >= LEAST_NEWS})
    return {
        key: -math.log2((general[key] + share[key]) / 2)
        for key in general | share
        if len(key) > 1 or key == "i"
    }


def capitalized(news: Path) -> set[str]:
    """Stems that news writes with a capital inside a sentence."""
    upper: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for text in texts(news):
        for word in _WORD.findall(text):
            seen[stem(word.lower())] += 1
            upper[stem(word.lower())] += word[0].isupper()
    return {key for key, n in seen.items() if n >= LEAST_NEWS and upper[key] > 0.8 * n}


def collocations(news: Path, bits: dict[str, float]) -> dict[tuple[str, str], float]:
    """Pairs of words that news often writes in a row, with the bits that the second then tells less."""
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    for text in texts(news):
        sentences = [keys_of(sentence) for sentence in _SENTENCE_END.split(text)]
        found = [pair for keys in sentences for pair in pairwise(keys)]
        counts.update(key for keys in sentences for key in keys)
        pairs.update(found)
        articles.update(set(found))
    gains = {}
    for (first, second), n in pairs.items():
        if articles[first, second] >= LEAST_ARTICLES and first in bits and second in bits:
            gain = bits[second] + math.log2((n - 1) / (counts[first] + SMOOTHING))
            if gain >= LEAST_GAIN:
                gains[first, second] = gain
    return gains


def texts(news: Path) -> Iterator[str]:
    """The articles of a JSON-lines file."""
    with news.open(encoding="utf8") as file:
        for line in file:
            yield json.loads(line)["text"]


class WordNet:
    """The parts of WordNet that comparison needs, in stems."""

    def __init__(self, folder: Path, known: frozenset[str]) -> None:
        self.known = known
        self.folder = folder
        self.rank = self._ranks()
        self.noun_kind: dict[str, str] = {}
        self.names: set[str] = set()
        self.synonyms: set[tuple[str, str]] = set()
        self.opposites: set[tuple[str, str]] = set()
        self.derived: set[tuple[str, str]] = set()
        self._words: dict[tuple[str, str], list[str]] = {}
        synsets = [s for part in ("noun", "verb", "adj", "adv") for s in self._synsets(part)]
        cases: defaultdict[str, set[bool]] = defaultdict(set)
        for part, offset, file_number, words, _ in synsets:
            self._words[part, offset] = words
            self._note(part, offset, file_number, words)
            for w in words:
                cases[stem(w.lower())].add(w[0].isupper())
        self.names = {key for key, upper in cases.items() if upper == {True}} & known
        for part, offset, _, words, pointers in synsets:
            self._relate(part, offset, words, pointers)
        for key in {stem(w.lower()) for part, _, _, words, _ in synsets if part in "ar" for w in words}:
            self.noun_kind.pop(key, None)
        self.synonyms -= self.opposites
        self.derived -= self.opposites | self.synonyms

    def _ranks(self) -> dict[tuple[str, str], int]:
        parts = {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}
        ranks = {}
        for line in (self.folder / "index.sense").read_text(encoding="utf8").splitlines():
            sense, offset, number, _ = line.split()
            lemma, key = sense.split("%")
            ranks[lemma, parts[key[0]] + offset] = int(number)
        return ranks

    def _synsets(self, part: str) -> Iterator[tuple[str, str, str, list[str], list[list[str]]]]:
        for line in (self.folder / f"data.{part}").read_text(encoding="utf8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            offset, file_number, letter = fields[:3]
            n = int(fields[3], 16)
            words = [re.sub(r"\(.*\)", "", w) for w in fields[4 : 4 + 2 * n : 2]]
            at = 5 + 2 * n
            pointers = [fields[at + 4 * i : at + 4 * i + 4] for i in range(int(fields[4 + 2 * n]))]
            yield letter.replace("s", "a"), offset, file_number, words, pointers

    def _rank(self, word: str, part: str, offset: str) -> int:
        return self.rank.get((word.lower(), part + offset), 99)

    def _note(self, part: str, offset: str, file_number: str, words: list[str]) -> None:
        if part == "n" and file_number in NOUN_KINDS:
            first = {stem(w.lower()) for w in words if self._rank(w, part, offset) == 1}
            self.noun_kind |= dict.fromkeys(sorted(first & self.known), NOUN_KINDS[file_number])
        near = [w for w in words if self._rank(w, part, offset) <= SENSES["synonym"]]
        self.synonyms |= self._pairs(combinations(near, 2))

    def _relate(self, part: str, offset: str, words: list[str], pointers: list[list[str]]) -> None:
        for symbol, target, target_part, which in pointers:
            if symbol not in ("!", "\\", "+") or which == "0000":
                continue
            here = words[int(which[:2], 16) - 1]
            there = self._words[target_part.replace("s", "a"), target][int(which[2:], 16) - 1]
            pair = self._pairs([(here, there)])
            if symbol == "!" and self._rank(here, part, offset) <= SENSES["opposite"]:
                self.opposites |= pair
            elif symbol != "!" and self._rank(here, part, offset) <= SENSES["synonym"]:
                self.derived |= pair

    def _pairs(self, words: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        stems = ((stem(a.lower()), stem(b.lower())) for a, b in words)
        return {(min(p), max(p)) for p in stems if p[0] != p[1] and self.known.issuperset(p)}


if __name__ == "__main__":
    main(*sys.argv[1:])
