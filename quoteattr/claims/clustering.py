"""Which statements make one claim, from what draws pairs together and what keeps them apart.

Greedy additive edge contraction (Keuper et al., "Efficient decomposition of image and mesh graphs
by lifted multicuts", ICCV 2015): the two clusters that draw each other most are joined first, and
what draws or parts either draws or parts both. Two clusters with a firm conflict between them are
never joined, so that a wording which fits two conflicting claims goes to one of them and does not
join the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush


def contract(
    n: int, drawn: Mapping[tuple[int, int], int], apart: Iterable[tuple[int, int]]
) -> list[list[int]]:
    """Clusters of the nodes 0..n-1, each in order, by their first nodes.

    ``drawn`` weighs pairs of nodes (smaller first) that belong together, below zero those that
    speak against it; ``apart`` are pairs that must not be together. Ties go to the pair with the
    smaller nodes: where the nodes are numbered alike, the clusters are alike.
    """
    clusters = [{node} for node in range(n)]
    owner = list(range(n))
    weights: list[dict[int, int]] = [{} for _ in range(n)]
    for (a, b), weight in drawn.items():
        weights[a][b] = weights[b][a] = weight
    foes: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        foes[a].add(b)
        foes[b].add(a)
    queue = [(-weight, a, b) for (a, b), weight in drawn.items()]
    heapify(queue)
    while queue:
        weight, a, b = heappop(queue)
        if weight >= 0:
            break
        if owner[a] != a or owner[b] != b or weights[a].get(b) != -weight or b in foes[a]:
            continue
        clusters[a] |= clusters[b]
        owner[b] = a
        for other in _join(a, b, weights, foes):
            heappush(queue, (-weights[a][other], min(a, other), max(a, other)))
    return [sorted(clusters[node]) for node in range(n) if owner[node] == node]


def _join(a: int, b: int, weights: list[dict[int, int]], foes: defaultdict[int, set[int]]) -> list[int]:
    """Give a what draws b and what must not be with it; returns what draws a differently now."""
    del weights[a][b]
    changed = [other for other in weights[b] if other != a]
    for other in changed:
        weight = weights[other].pop(b)
        weights[a][other] = weights[other][a] = weights[a].get(other, 0) + weight
    weights[b] = {}
    for foe in foes.pop(b, ()):
        foes[foe].discard(b)
        foes[foe].add(a)
        foes[a].add(foe)
    return changed


def connected(n: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The nodes 0..n-1 in groups that the pairs connect, each in order, by their first nodes."""
    root = list(range(n))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in pairs:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for node in range(n):
        groups[find(node)].append(node)
    return list(groups.values())
