"""Claims within one connected set of wordings: who said it and when decides where words tell little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from attrs import frozen

from quoteattr.claims.clustering import connected, contract
from quoteattr.claims.comparison import context_of
from quoteattr.claims.index import Link
from quoteattr.claims.speakers import name_of
from quoteattr.claims.verdict import MOST_NEEDED, Verdict, itself
from quoteattr.document import Statement

_SCALE = 1000
_OPPOSED = -2.0
_STRANGE = -0.3
_DISTINCTIVE = 45.0
_MOST_HOLDERS = 24


@frozen
class Node:
    """Statements in one wording that are one claim by that alone; some one of each speaker and day."""

    ids: tuple[str, ...]
    examples: tuple[Statement, ...]


def nodes_of(statements: Sequence[Statement], told: float) -> list[Node]:
    """The statements in one wording, in groups that are one claim whatever else there is."""
    groups: dict[object, list[Statement]] = {}
    for statement in statements:
        key = (name_of(statement.speaker), statement.speaker, statement.published)
        groups.setdefault(key, []).append(statement)
    kinds = [group[0] for group in groups.values()]
    if told >= MOST_NEEDED:
        return [Node(tuple(sorted(s.id for s in statements)), tuple(kinds))]
    alone = itself(told)
    nodes = []
    for group in groups.values():
        if alone.shows_one(context_of(group[0], group[0])):
            nodes.append(Node(tuple(sorted(s.id for s in group)), (group[0],)))
        else:
            nodes += [Node((s.id,), (s,)) for s in group]
    return nodes


def claims_of(
    wordings: Mapping[int, Sequence[Statement]], told: Mapping[int, float], links: Sequence[Link]
) -> list[tuple[str, ...]]:
    """The claims that some linked wordings make: the ids of each, sorted."""
    nodes = {number: nodes_of(statements, told[number]) for number, statements in wordings.items()}
    row = sorted((node for own in nodes.values() for node in own), key=lambda node: node.ids)
    place = {node.ids: at for at, node in enumerate(row)}
    drawn: dict[tuple[int, int], int] = {}
    apart: list[tuple[int, int]] = []
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for first, second, verdict in _pairs(nodes, told, _unexplained(links)):
        a, b = place[first.ids], place[second.ids]
        pair = (a, b) if a < b else (b, a)
        if verdict.opposes() and verdict.firmly:
            apart.append(pair)
        elif verdict.opposes():
            drawn[pair] = _weight(first, second, _OPPOSED)
        elif verdict.always() or _meet(first, second, verdict):
            drawn[pair] = _weight(first, second, 0.5 + verdict.sureness() / 2)
            if verdict.told < _DISTINCTIVE:
                holders[a].append(b)
    _push_apart(drawn, holders, row)
    if not apart and min(drawn.values(), default=1) > 0:
        groups = connected(len(row), drawn)
    else:
        groups = contract(len(row), drawn, apart)
    return [tuple(sorted(id_ for at in group for id_ in row[at].ids)) for group in groups]


def _push_apart(
    drawn: dict[tuple[int, int], int], holders: Mapping[int, list[int]], nodes: Sequence[Node]
) -> None:
    """Weigh against the pairs of statements that have nothing in common but some words that tell little.

    So that of two claims with a chance likeness between them, all that is not alike counts too.
    """
    linked = set(drawn)
    for held_by in holders.values():
        for pair in combinations(sorted(held_by)[:_MOST_HOLDERS], 2):
            if pair not in linked:
                drawn[pair] = drawn.get(pair, 0) + _weight(nodes[pair[0]], nodes[pair[1]], _STRANGE)


def _unexplained(links: Sequence[Link]) -> Iterator[Link]:
    """The links without conflicts between two cuts of one statement, which left out different words of it."""
    whole_of: defaultdict[int, set[int]] = defaultdict(set)
    for light, heavy, verdict in links:
        if verdict.contains():
            whole_of[light].add(heavy)
        if verdict.contained():
            whole_of[heavy].add(light)
    for link in links:
        explained = link.verdict.conflicting and not link.verdict.firmly
        if not explained or whole_of[link.light].isdisjoint(whole_of[link.heavy]):
            yield link


def _pairs(
    nodes: Mapping[int, list[Node]], told: Mapping[int, float], links: Iterable[Link]
) -> Iterator[tuple[Node, Node, Verdict]]:
    """Pairs of nodes with the verdict on their wordings, the lighter one first."""
    for number, own in nodes.items():
        verdict = itself(told[number])
        for first, second in combinations(own, 2) if verdict.ever() else ():
            yield first, second, verdict
    for light, heavy, verdict in links:
        for first, second in product(nodes[light], nodes[heavy]):
            yield first, second, verdict


def _meet(first: Node, second: Node, verdict: Verdict) -> bool:
    """Whether some two statements of the nodes are one claim, given who spoke and when."""
    return any(verdict.shows_one(context_of(a, b)) for a, b in product(first.examples, second.examples))


def _weight(first: Node, second: Node, each: float) -> int:
    """What all pairs of their statements weigh, in whole numbers, so that no order of adding shows."""
    return round(_SCALE * each) * len(first.ids) * len(second.ids)
