"""Which statements make one claim, from what draws pairs together and what keeps them apart.

Greedy additive edge contraction (Keuper et al., "Efficient decomposition of image and mesh graphs
by lifted multicuts", ICCV 2015): the two clusters that draw each other most are joined first, and
what draws or parts either draws or parts both. A wording which fits two conflicting claims goes to
one of them and does not join the two, as all that conflicts between them then counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush


def contract(n: int, drawn: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """Clusters of the nodes 0..n-1, each in order, by their first nodes.

    ``drawn`` weighs pairs of nodes (smaller first) that belong together, below zero those that do
    not. Ties go to the pair with the smaller nodes: where the nodes are numbered alike, the
    clusters are alike.
    """
    clusters = [{node} for node in range(n)]
    owner = list(range(n))
    weights: list[dict[int, int]] = [{} for _ in range(n)]
    for (a, b), weight in drawn.items():
        weights[a][b] = weights[b][a] = weight
    queue = [(-weight, a, b) for (a, b), weight in drawn.items()]
    heapify(queue)
    while queue:
        weight, a, b = heappop(queue)
        if weight >= 0:
            break
        if owner[a] != a or owner[b] != b or weights[a].get(b) != -weight:
            continue
        clusters[a] |= clusters[b]
        owner[b] = a
        for other in _join(a, b, weights):
            heappush(queue, (-weights[a][other], min(a, other), max(a, other)))
    return [sorted(clusters[node]) for node in range(n) if owner[node] == node]


def _join(a: int, b: int, weights: list[dict[int, int]]) -> list[int]:
    """Give a what draws b; returns what draws a differently now."""
    del weights[a][b]
    changed = [other for other in weights[b] if other != a]
    for other in changed:
        weight = weights[other].pop(b)
        weights[a][other] = weights[other][a] = weights[a].get(other, 0) + weight
    weights[b] = {}
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
