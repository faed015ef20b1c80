"""Three articles on one evening in an invented harbour, and what becomes of their claims.

One outlet cuts a quote and reports the rest, one prints another number, a typo and the wrong
speaker. Run it with: python examples/track_claims.py
"""

from pathlib import Path

import quoteattr as qa

ARTICLES = [
    ("harbour-times", "Harbour Times", "2031-02-03"),
    ("daily-lantern", "Daily Lantern", "2031-02-04"),
    ("coast-post", "Coast Post", "2031-02-05"),
]


def read(name: str, source: str, published: str) -> dict[str, str]:
    text = Path(__file__).with_name("claims").joinpath(f"{name}.txt").read_text(encoding="utf8")
    return {"id": name, "text": text, "source": source, "published": published}


def main() -> None:
    claims = qa.track(qa.extract_many(read(*article) for article in ARTICLES))
    for claim in claims:
        if not claim.conflicts and len(claim.statements) == 1:
            continue
        print(f"“{claim.first.text}”")
        for statement in claim.statements:
            print(f"  {statement.published} {statement.source}, {statement.speaker}: {statement.text}")
        if claim.disputed_speaker:
            print(f"  the same words, given to {' and '.join(claim.speakers)}")
        for conflict in claim.conflicts:
            for difference in conflict.differences:
                here, there = conflict.comparison.words(difference)
                print(f"  {difference.kind}: {here!r} here, {there!r} in the {conflict.other.source}")
        print()


if __name__ == "__main__":
    main()
