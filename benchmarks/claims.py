"""Claim tracking beside its peers: quality, CPU time and memory, each in a process of its own.

usage: python benchmarks/claims.py CLAIMS.jsonl [NAME ...]

CLAIMS.jsonl holds one claim a line with "id", "text" and its gold "cluster", as
../shared/score/make_claims.py writes them. NAMEs are of the contestants below, by default all;
`rapidfuzz` compares all pairs and is left out above 10,000 claims. The peers need the packages of
the dependency group `bench`; their thresholds are set by hand, near where they do best.

CPU time and memory are counted from the moment the claims are read.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

from quoteattr.claims.clustering import connected

MOST_FOR_ALL_PAIRS = 10_000
WORDS_A_SHINGLE = 1


def quoteattr(texts: list[str]) -> list[object]:
    from quoteattr.claims import ClaimTracker
    from quoteattr.document import Statement

    tracker = ClaimTracker()
    tracker.add(Statement(id=str(number), text=text) for number, text in enumerate(texts))
    labels = tracker.claims().labels
    return [labels[str(number)] for number in range(len(texts))]


def datasketch(texts: list[str]) -> list[object]:
    from datasketch import MinHash, MinHashLSH
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.utils import default_process

    clean = [default_process(text) for text in texts]
    sets = [[word.encode() for word in text.split()] for text in clean]
    index = MinHashLSH(threshold=0.4, num_perm=128)

    def pairs() -> Iterator[tuple[int, int]]:
        for number, sketch in enumerate(MinHash.generator(sets, num_perm=128)):
            for other in index.query(sketch):
                if token_set_ratio(clean[number], clean[other], score_cutoff=90):
                    yield other, number
            index.insert(number, sketch, check_duplication=False)

    return labelled(len(texts), pairs())


def rensa(texts: list[str]) -> list[object]:
    from rapidfuzz.fuzz import partial_ratio
    from rapidfuzz.utils import default_process
    from rensa import RMinHash, RMinHashLSH

    clean = [default_process(text) for text in texts]
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)

    def pairs() -> Iterator[tuple[int, int]]:
        for number, text in enumerate(clean):
            sketch = RMinHash(num_perm=128, seed=42)
            sketch.update(text.split())
            for other in index.query(sketch):
                if partial_ratio(text, clean[other], score_cutoff=87):
                    yield other, number
            index.insert(number, sketch)

    return labelled(len(texts), pairs())


def rapidfuzz(texts: list[str]) -> list[object]:
    import numpy as np
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.process import cdist
    from rapidfuzz.utils import default_process

    clean = [default_process(text) for text in texts]

    def pairs() -> Iterator[tuple[int, int]]:
        for start in range(0, len(clean), 256):
            rows = cdist(
                clean[start : start + 256], clean, scorer=token_set_ratio, score_cutoff=90, workers=1
            )
            for here, there in zip(*np.nonzero(rows), strict=True):
                if there < start + here:
                    yield int(there), int(start + here)

    return labelled(len(texts), pairs())


CONTESTANTS = {"quoteattr": quoteattr, "datasketch": datasketch, "rensa": rensa, "rapidfuzz": rapidfuzz}


def labelled(n: int, pairs: Iterable[tuple[int, int]]) -> list[object]:
    labels: list[object] = [0] * n
    for number, group in enumerate(connected(n, pairs)):
        for claim in group:
            labels[claim] = number
    return labels


def quality(gold: list[object], labels: list[object]) -> dict[str, float]:
    """B-cubed F1, and precision and recall over all pairs of claims of one cluster, in percent."""
    both, by_gold, by_label = Counter(zip(gold, labels, strict=True)), Counter(gold), Counter(labels)
    precision = sum(n * n / by_label[label] for (_, label), n in both.items()) / len(gold)
    recall = sum(n * n / by_gold[cluster] for (cluster, _), n in both.items()) / len(gold)
    right, claimed, wanted = (sum(n * (n - 1) / 2 for n in c.values()) for c in (both, by_label, by_gold))
    return {
        "B-cubed": 200 * precision * recall / (precision + recall),
        "pair P": 100 * right / max(claimed, 1),
        "pair R": 100 * right / max(wanted, 1),
    }


def measure(name: str, path: str) -> dict[str, float]:
    """Run one contestant in this process."""
    with open(path, encoding="utf8") as file:
        rows = [json.loads(line) for line in file]
    texts = [row["text"] for row in rows]
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    labels = CONTESTANTS[name](texts)
    cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return quality([row["cluster"] for row in rows], labels) | {"CPU s": cpu, "KB each": peak / len(rows)}


def main(path: str, *names: str) -> None:
    with open(path, encoding="utf8") as file:
        n = sum(1 for _ in file)
    chosen = names or [name for name in CONTESTANTS if name != "rapidfuzz" or n <= MOST_FOR_ALL_PAIRS]
    found = {}
    for name in chosen:
        command = [sys.executable, __file__, "--measure", name, path]
        found[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        figures = "  ".join(f"{figure} {value:6.1f}" for figure, value in found[name].items())
        print(f"{n} claims  {name:12}{figures}", flush=True)
    for name in found.keys() - {"quoteattr"}:
        if "quoteattr" in found:
            print(f"CPU of quoteattr / {name}: {found['quoteattr']['CPU s'] / found[name]['CPU s']:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(*sys.argv[2:4])))
    else:
        main(*sys.argv[1:])
