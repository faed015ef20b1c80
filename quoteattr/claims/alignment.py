"""Two wordings side by side: the words they share, those that moved, and what is left in the gaps.

Words are single characters here, so that RapidFuzz's C++ alignment runs over words.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from quoteattr.claims.lexicon import LIGHT, alike
from quoteattr.claims.vocabulary import Vocabulary

_LONGEST_COMPOUND = 5
_STRAY = 2


class Gap(NamedTuple):
    """The positions in a and in b that lie between two shared words; one side may be empty.

    ``left_a`` and ``left_b`` are what nothing in the other wording stands for, ``moved_a`` and
    ``moved_b`` the words that the other wording has elsewhere. ``first`` and ``last`` tell
    whether the gap lies before the first or after the last shared word.
    """

    left_a: list[int]
    left_b: list[int]
    moved_a: list[int]
    moved_b: list[int]
    first: bool
    last: bool


class Alignment(NamedTuple):
    """What two wordings share: ``equal`` blocks (start in a, start in b, words), and the gaps between.

    ``pairs`` holds positions of words that stand for one another without being the same, each
    side one or more words: typos, synonyms, 'he' for 'I', initials.
    """

    equal: list[tuple[int, int, int]]
    gaps: list[Gap]
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]]


def align(a: str, b: str, words: Vocabulary) -> Alignment:
    """Align two encoded wordings: first word by word in order, then moved words, then words alike."""
    equal, between = _blocks(a, b, words)
    moved = _moved(a, b, between, words)
    taken_a, taken_b = Counter(moved), Counter(moved)
    gaps, pairs = [], []
    for start_a, end_a, start_b, end_b in between:
        left_a, moved_a = _split(a, start_a, end_a, taken_a)
        left_b, moved_b = _split(b, start_b, end_b, taken_b)
        if left_a and left_b:
            pairs += _pair_alike(a, b, left_a, left_b, words)
        first = start_a == 0 and start_b == 0
        last = end_a == len(a) and end_b == len(b)
        gaps.append(Gap(left_a, left_b, moved_a, moved_b, first, last))
    return Alignment(equal, gaps, pairs)


def _blocks(
    a: str, b: str, words: Vocabulary
) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int, int]]]:
    equal = [(m.a, m.b, m.size) for m in Indel.editops(a, b).as_matching_blocks() if m.size]
    while len(equal) > 1 and _strays(equal[0], equal[1], a, words):
        del equal[0]
    while len(equal) > 1 and _strays(equal[-1], equal[-2], a, words):
        del equal[-1]
    between = []
    at_a = at_b = 0
    for start_a, start_b, size in [*equal, (len(a), len(b), 0)]:
        if start_a > at_a or start_b > at_b:
            between.append((at_a, start_a, at_b, start_b))
        at_a, at_b = start_a + size, start_b + size
    return equal, between


def _strays(
    outer: tuple[int, int, int], inner: tuple[int, int, int], a: str, words: Vocabulary
) -> bool:
    """Whether the outermost shared words are light ones that stand far from the next shared words."""
    first, second = sorted((outer, inner))
    apart = max(second[i] - first[i] - first[2] for i in (0, 1))
    codes = a[outer[0] : outer[0] + outer[2]]
    return apart > _STRAY * outer[2] and all(words.traits[ord(code)] & LIGHT for code in codes)


def _moved(a: str, b: str, between: list[tuple[int, int, int, int]], words: Vocabulary) -> Counter[str]:
    """The words of weight that both sides have in their gaps, with how often."""
    if len(between) < 2:
        return Counter()
    rest_a = "".join([a[g[0] : g[1]] for g in between])
    rest_b = "".join([b[g[2] : g[3]] for g in between])
    common = set(rest_a) & set(rest_b)
    moved = Counter({code: min(rest_a.count(code), rest_b.count(code)) for code in common})
    for code in common:
        if words.traits[ord(code)] & LIGHT:
            del moved[code]
    return moved


def _split(text: str, start: int, end: int, taken: Counter[str]) -> tuple[list[int], list[int]]:
    left, moved = [], []
    for at in range(start, end):
        if taken and taken[text[at]] > 0:
            taken[text[at]] -= 1
            moved.append(at)
        else:
            left.append(at)
    return left, moved


def _pair_alike(
    a: str, b: str, left_a: list[int], left_b: list[int], words: Vocabulary
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Take out of both lists the positions of words that may stand for one another."""
    keys_a = [words.keys[ord(a[at])] for at in left_a]
    keys_b = [words.keys[ord(b[at])] for at in left_b]
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    free_b = list(range(len(keys_b)))
    kept_a = []
    for i, key in enumerate(keys_a):
        match = next((j for j in free_b if alike(key, keys_b[j])), None)
        if match is None:
            kept_a.append(i)
        else:
            free_b.remove(match)
            pairs.append(((left_a[i],), (left_b[match],)))
    rest_a, rest_b = [left_a[i] for i in kept_a], [left_b[j] for j in free_b]
    left_a[:], left_b[:] = rest_a, rest_b
    for one, many, flip in ((left_a, left_b, False), (left_b, left_a, True)):
        for whole, parts in _compounds(b if flip else a, a if flip else b, one, many, words):
            pairs.append((parts, (whole,)) if flip else ((whole,), parts))
    return pairs


def _compounds(
    a: str, b: str, one: list[int], many: list[int], words: Vocabulary
) -> list[tuple[int, tuple[int, ...]]]:
    """Words of one side that are several of the other side's run together, or their initials."""
    found = []
    for whole in list(one):
        key = words.keys[ord(a[whole])]
        for size in range(2, min(len(many), _LONGEST_COMPOUND) + 1):
            runs = (many[i : i + size] for i in range(len(many) - size + 1))
            run = next((r for r in runs if _is_compound(key, [words.keys[ord(b[at])] for at in r])), None)
            if run:
                found.append((whole, tuple(run)))
                one.remove(whole)
                many[:] = [at for at in many if at not in run]
                break
    return found


def _is_compound(key: str, parts: list[str]) -> bool:
    return key == "".join(parts) or (len(key) > 2 and key == "".join([part[0] for part in parts]))
