"""Build the table of how often a word means an act or a thing of speech, from WordNet.

usage: python -m quoteattr.training.communication WORDNET_DIR OUT.tsv

WORDNET_DIR holds the `index.sense` of WordNet 3.1. A word's share is that of its uses, as WordNet
counted them in a tagged corpus, in the senses that it files under communication; a sense that was
not met counts for a half of a use, divided by its rank. Words of speech that are younger than WordNet
are added by hand.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

_PARTS = {"1": "NOUN", "2": "VERB"}
# The lexicographer files noun.communication and verb.communication.
_COMMUNICATION = ("10", "32")
_LEAST = 0.1
_YOUNGER = ("blog", "email", "retweet", "text", "tweet")


def main(wordnet: str, out: str) -> None:
    """Write the table, a word a line with its part of speech and its share in percent."""
    every: defaultdict[tuple[str, str], float] = defaultdict(float)
    spoken: defaultdict[tuple[str, str], float] = defaultdict(float)
    for line in Path(wordnet, "index.sense").read_text(encoding="latin1").splitlines():
        key, _, rank, uses = line.split()
        lemma, _, sense = key.partition("%")
        part, file, *_ = sense.split(":")
        if part in _PARTS and lemma.isalpha():
            every[lemma, _PARTS[part]] += int(uses) + 0.5 / int(rank)
            spoken[lemma, _PARTS[part]] += (int(uses) + 0.5 / int(rank)) * (file in _COMMUNICATION)
    shares = {word: spoken[word] / every[word] for word in every}
    shares |= {(lemma, part): 1.0 for lemma in _YOUNGER for part in _PARTS.values()}
    with Path(out).open("w", encoding="utf8") as table:
        for (lemma, part), share in sorted(shares.items()):
            if share >= _LEAST:
                table.write(f"{lemma}\t{part}\t{round(100 * share)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
