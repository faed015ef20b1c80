"""A feed of articles without end: each claim as it comes to be repeated, in bounded memory.

Articles are read as they are needed, some hundred paragraphs ahead at most, and let go again: what
is kept is the statements alone. Run it with: python examples/feed.py < examples/articles.jsonl
"""

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

import quoteattr as qa


def repeats(articles: Iterable[dict[str, str]], size: int) -> Iterator[qa.Claim]:
    """The claims that are repeated, or repeated once more, as of each batch of so many articles."""
    documents = qa.extract_many(articles)
    tracker = qa.ClaimTracker()
    seen: dict[str, int] = {}
    while batch := list(islice(documents, size)):
        tracker.add(batch)
        for claim in tracker.claims().repeated:
            if len(claim.statements) > seen.get(claim.id, 1):
                seen[claim.id] = len(claim.statements)
                yield claim


def main() -> None:
    for claim in repeats(map(json.loads, sys.stdin), size=2):
        last = claim.statements[-1]
        print(f"{last.published} {last.source}: {last.text}")
        print(f"    first {claim.first.published}, {claim.first.source}: {claim.first.text}", flush=True)


if __name__ == "__main__":
    main()
