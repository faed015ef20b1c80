"""Words for people to read, in tables, pages, notebooks and plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_MOST = 5


def counted(number: int, noun: str) -> str:
    """'1 claim', '1,200 claims'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Iterable[str | None]) -> str:
    """Names with how often they come, the most frequent first, and how many more there are."""
    counts = Counter(name for name in names if name)
    told = [f"{name} ({count})" if count > 1 else name for name, count in counts.most_common(_MOST)]
    more = len(counts) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def shortened(text: str, most: int) -> str:
    """A text on one line, of at most so many characters, the middle left out where it is longer."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[: 2 * most // 3].rpartition(" ")[0] or line[: 2 * most // 3]
    tail = line[len(head) + 3 - most :].partition(" ")[2]
    return f"{head} … {tail}" if tail else f"{head} …"
