"""Two wordings side by side: the words they share in order, those that moved, and the gaps between.

Words are single characters here, so that RapidFuzz's C++ alignment runs over words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from rapidfuzz.distance import Indel

from quoteattr.claims.vocabulary import Vocabulary

Block: TypeAlias = tuple[int, int, int]
"""Words that both have in a row: where they start in a and in b, and how many they are."""

_STRAY = 2
_MOST_CELLS = 4_000_000


class Gap(NamedTuple):
    """What stands between two shared words: in ``a`` the words of one wording, in ``b`` the other's.

    Words that moved elsewhere are left out; ``at_a`` and ``at_b`` are the positions of the rest.
    ``first`` and ``last`` tell whether the gap lies before the first or after the last shared word.
    """

    a: str
    b: str
    at_a: Sequence[int]
    at_b: Sequence[int]
    first: bool
    last: bool


class Alignment(NamedTuple):
    """What two wordings share, and the gaps; ``moved`` holds for each gap the words that moved out of it."""

    equal: list[Block]
    gaps: list[Gap]
    moved: list[tuple[list[int], list[int]]]


def align(a: str, b: str, words: Vocabulary) -> Alignment:
    """Align two encoded wordings: first word by word in order, then the words that changed their place."""
    equal = _equal(a, b)
    if len(equal) > 1:
        _drop_strays(equal, a, words)
    between = _between(equal, len(a), len(b))
    taken = _moved(a, b, between, words) if len(between) > 1 else None
    if not taken:
        return Alignment(equal, [_gap(a, b, bounds) for bounds in between], [])
    taken_a, taken_b = taken, taken.copy()
    gaps, moved = [], []
    for start_a, end_a, start_b, end_b in between:
        at_a, gone_a = _split(a, start_a, end_a, taken_a)
        at_b, gone_b = _split(b, start_b, end_b, taken_b)
        left_a, left_b = "".join([a[at] for at in at_a]), "".join([b[at] for at in at_b])
        ends = end_a == len(a) and end_b == len(b)
        gaps.append(Gap(left_a, left_b, at_a, at_b, not start_a and not start_b, ends))
        moved.append((gone_a, gone_b))
    return Alignment(equal, gaps, moved)


def _equal(a: str, b: str) -> list[Block]:
    if (at := b.find(a)) >= 0:
        return [(0, at, len(a))]
    if len(a) * len(b) > _MOST_CELLS:
        return _ends(a, b)
    blocks = Indel.editops(a, b).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _ends(a: str, b: str) -> list[Block]:
    """The words that both begin and end with: all that is aligned of very long texts, in linear time."""
    head = _same_start(a, b)
    tail = _same_start(a[head:][::-1], b[head:][::-1])
    blocks = [(0, 0, head), (len(a) - tail, len(b) - tail, tail)]
    return [block for block in blocks if block[2]]


def _same_start(a: str, b: str) -> int:
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _gap(a: str, b: str, bounds: tuple[int, int, int, int]) -> Gap:
    start_a, end_a, start_b, end_b = bounds
    return Gap(
        a[start_a:end_a],
        b[start_b:end_b],
        range(start_a, end_a),
        range(start_b, end_b),
        not start_a and not start_b,
        end_a == len(a) and end_b == len(b),
    )


def _between(equal: list[Block], size_a: int, size_b: int) -> list[tuple[int, int, int, int]]:
    between = []
    at_a = at_b = 0
    for start_a, start_b, size in equal:
        if start_a > at_a or start_b > at_b:
            between.append((at_a, start_a, at_b, start_b))
        at_a, at_b = start_a + size, start_b + size
    if at_a < size_a or at_b < size_b:
        between.append((at_a, size_a, at_b, size_b))
    return between


def _drop_strays(equal: list[Block], a: str, words: Vocabulary) -> None:
    """Leave out light words at either end that stand far from the shared words of content: chance matches."""
    heavy = [at for at, block in enumerate(equal) if _has_content(block, a, words)]
    if not heavy:
        return
    first, last = heavy[0], heavy[-1]
    if last + 1 < len(equal) and _scattered(equal[last:], equal[last + 1 :]):
        del equal[last + 1 :]
    if first and _scattered(equal[: first + 1], equal[:first]):
        del equal[:first]


def _has_content(block: Block, a: str, words: Vocabulary) -> bool:
    return not words.telling.isdisjoint(a[block[0] : block[0] + block[2]])


def _scattered(blocks: list[Block], light: list[Block]) -> bool:
    """Whether more words lie between the blocks, in one of the wordings, than light ones are shared."""
    inside = sum([size for _, _, size in blocks[:-1]])
    apart = max(blocks[-1][side] - blocks[0][side] for side in (0, 1)) - inside
    return apart > _STRAY * sum([size for _, _, size in light])


def _moved(
    a: str, b: str, between: list[tuple[int, int, int, int]], words: Vocabulary
) -> dict[str, int] | None:
    """The words of content that both have in their gaps, with how often."""
    rest_a = "".join([a[start:end] for start, end, _, _ in between])
    rest_b = "".join([b[start:end] for _, _, start, end in between])
    if not rest_a or not rest_b:
        return None
    common = words.telling.intersection(rest_a).intersection(rest_b)
    if not common:
        return None
    return {code: min(rest_a.count(code), rest_b.count(code)) for code in common}


def _split(text: str, start: int, end: int, taken: dict[str, int]) -> tuple[list[int], list[int]]:
    left, moved = [], []
    for at in range(start, end):
        if taken.get(text[at]):
            taken[text[at]] -= 1
            moved.append(at)
        else:
            left.append(at)
    return left, moved
