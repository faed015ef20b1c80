"""Tracking claims through statements that come in any order, in any batches, and may go again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quoteattr.claims.claim import Claim, Conflict, by_date
from quoteattr.claims.claimset import ClaimSet
from quoteattr.claims.components import claims_of
from quoteattr.claims.index import Index, Link
from quoteattr.claims.records import record_of, statement_of
from quoteattr.claims.verdict import Verdict
from quoteattr.document import Document, Statement
from quoteattr.errors import InputTypeError, InputValueError, UnknownIdError

FORMAT = "quoteattr claim tracker"
VERSION = 1


def track(statements: Iterable[Statement | Document]) -> ClaimSet:
    """The claims that some statements make; of documents, their statements are taken.

    The claims are the same for any order of the statements. Raises what
    :meth:`ClaimTracker.add` raises.
    """
    tracker = ClaimTracker()
    tracker.add(statements)
    return tracker.claims()


class ClaimTracker:
    """Keeps claims up to date while statements are added and removed.

    What is added is compared with what it may repeat, and only the claims that it touches are
    worked out again.
    """

    def __init__(self) -> None:
        self._statements: dict[str, Statement] = {}
        self._order: dict[str, int] = {}
        self._number_of: dict[str, int] = {}
        self._ids_of: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._index = Index()
        # As plain tuples, which the garbage collector passes over: verdicts are most of what is kept.
        self._verdicts: defaultdict[int, dict[int, tuple[Any, ...]]] = defaultdict(dict)
        self._drawn: defaultdict[int, list[int]] = defaultdict(list)
        self._opposed: list[tuple[int, int]] = []
        self._touched: set[int] = set()
        self._group_of: dict[int, frozenset[int]] = {}
        self._claims_in: dict[frozenset[int], list[Claim]] = {}
        self._added = 0

    def __len__(self) -> int:
        return len(self._statements)

    def __contains__(self, statement_id: object) -> bool:
        return statement_id in self._statements

    def add(self, statements: Iterable[Statement | Document]) -> None:
        """Add statements, or the statements of documents.

        Raises :class:`~quoteattr.errors.InputTypeError` for anything else and
        :class:`~quoteattr.errors.InputValueError` for a statement without an id, or with the id
        of another; nothing is added then.
        """
        new = list(_statements_in(statements))
        self._check(new)
        since = len(self._index.codes)
        for statement in new:
            number = self._index.number(statement.text)
            self._statements[statement.id] = statement
            self._number_of[statement.id] = number
            self._ids_of[number][statement.id] = None
            self._order[statement.id] = self._added
            self._added += 1
            self._touched.add(number)
        for light, heavy, verdict in self._index.grow(since):
            self._verdicts[light][heavy] = tuple(verdict)
            if verdict.ever():
                self._drawn[light].append(heavy)
                self._drawn[heavy].append(light)
            if verdict.opposes():
                self._opposed.append((light, heavy))

    def remove(self, statement_id: str) -> None:
        """Take a statement out, as if it had never been added.

        Raises :class:`~quoteattr.errors.UnknownIdError` where there is none of this id.
        """
        if statement_id not in self._statements:
            raise UnknownIdError(f"no statement has the id {statement_id!r:.80}")
        del self._statements[statement_id], self._order[statement_id]
        number = self._number_of.pop(statement_id)
        del self._ids_of[number][statement_id]
        self._touched.add(number)

    def claims(self) -> ClaimSet:
        """The claims of all statements, the most repeated first."""
        self._work_out()
        claims = [claim for group in self._claims_in.values() for claim in group]
        conflicts = self._conflicts(claims)
        claims = [
            claim.with_conflicts(conflicts[claim.id]) if claim.id in conflicts else claim for claim in claims
        ]
        return ClaimSet(sorted(claims, key=lambda claim: (-len(claim.statements), claim.id)))

    def save(self, path: str | Path) -> None:
        """Write the statements as JSON lines, the first of which tells the format and its version."""
        with Path(path).open("w", encoding="utf8", newline="\n") as file:
            file.write(json.dumps({"format": FORMAT, "version": VERSION}) + "\n")
            for statement in self._statements.values():
                file.write(json.dumps(record_of(statement)) + "\n")

    @classmethod
    def load(cls, path: str | Path) -> ClaimTracker:
        """Read what :meth:`save` wrote; the claims are worked out anew.

        Raises :class:`~quoteattr.errors.InputValueError` where it is not of this format and version.
        """
        tracker = cls()
        with Path(path).open(encoding="utf8") as file:
            if _record(file.readline(), 1) != {"format": FORMAT, "version": VERSION}:
                raise InputValueError(f"{path} does not begin as {FORMAT!r}, version {VERSION}, does")
            tracker.add(statement_of(_record(line, at)) for at, line in enumerate(file, start=2))
        return tracker

    def _check(self, new: list[Statement]) -> None:
        seen: set[str] = set()
        for statement in new:
            if not statement.id:
                raise InputValueError(f"a statement has no id, its text is {statement.text!r:.80}")
            if statement.id in self._statements or statement.id in seen:
                raise InputValueError(f"two statements have the id {statement.id!r:.80}; ids must be unique")
            seen.add(statement.id)

    def _work_out(self) -> None:
        """Work out the claims again wherever a wording came, changed or went."""
        stale = {group for number in self._touched if (group := self._group_of.get(number))}
        todo = self._touched.union(*stale)
        for group in stale:
            del self._claims_in[group]
        for number in todo:
            self._group_of.pop(number, None)
        todo = {number for number in todo if self._ids_of[number]}
        while todo:
            group = frozenset(self._reachable(todo.pop()))
            for number in group & self._group_of.keys():
                self._claims_in.pop(self._group_of[number], None)
            todo -= group
            self._group_of |= dict.fromkeys(group, group)
            self._claims_in[group] = self._claims(group)
        self._touched = set()

    def _reachable(self, number: int) -> set[int]:
        """The wordings that are linked, through others, with this one."""
        reached, queue = {number}, [number]
        while queue:
            for other in self._drawn.get(queue.pop(), ()):
                if other not in reached and self._ids_of[other]:
                    reached.add(other)
                    queue.append(other)
        return reached

    def _claims(self, group: frozenset[int]) -> list[Claim]:
        wordings = {number: [self._statements[id_] for id_ in self._ids_of[number]] for number in group}
        told = {number: self._index.told(number) for number in wordings}
        links = [
            Link(light, heavy, Verdict(*verdict))
            for light in wordings
            for heavy, verdict in self._verdicts.get(light, {}).items()
            if heavy in wordings
        ]
        return [self._claim(ids) for ids in claims_of(wordings, told, links)]

    def _claim(self, ids: tuple[str, ...]) -> Claim:
        statements = [self._statements[id_] for id_ in ids]
        statements.sort(key=lambda s: (by_date(s), self._order[s.id]))
        return Claim(id=ids[0], statements=statements)

    def _conflicts(self, claims: list[Claim]) -> Mapping[str, list[Conflict]]:
        """For each claim its conflicts, one with each other claim: the surest and the earliest."""
        first = self._first_in(claims)
        best: dict[tuple[str, str], tuple[float, Statement, Statement]] = {}
        for light, heavy in self._opposed:
            sureness = Verdict(*self._verdicts[light][heavy]).sureness()
            for (a, here), (b, there) in _across(first.get(light, {}), first.get(heavy, {})):
                found = (-sureness, here, there)
                if (a, b) not in best or _rank(found) < _rank(best[a, b]):
                    best[a, b] = found
        conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
        for (a, b), (_, here, there) in sorted(best.items(), key=lambda item: item[0]):
            conflicts[a].append(Conflict(claim=b, statement=here, other=there))
        return conflicts

    def _first_in(self, claims: list[Claim]) -> Mapping[int, dict[str, Statement]]:
        """For each wording, the first statement of each claim that has it."""
        first: defaultdict[int, dict[str, Statement]] = defaultdict(dict)
        for claim in claims:
            for statement in claim.statements:
                first[self._number_of[statement.id]].setdefault(claim.id, statement)
        return first


def _across(
    here: Mapping[str, Statement], there: Mapping[str, Statement]
) -> Iterator[tuple[tuple[str, Statement], tuple[str, Statement]]]:
    for a in here.items():
        for b in there.items():
            yield a, b
            yield b, a


def _rank(found: tuple[float, Statement, Statement]) -> tuple[float, Any, Any, str, str]:
    sure, here, there = found
    return sure, by_date(here), by_date(there), here.id, there.id


def _statements_in(items: Iterable[Statement | Document]) -> Iterator[Statement]:
    if isinstance(items, (str, Statement, Document)) or not isinstance(items, Iterable):
        raise InputTypeError(
            f"statements are wanted, in a list or another iterable, not {type(items).__name__}"
        )
    for item in items:
        if isinstance(item, Document):
            yield from item.statements()
        elif isinstance(item, Statement):
            yield item
        else:
            raise InputTypeError(
                f"a Statement or a Document is wanted, not {type(item).__name__}: {item!r:.80}"
            )


def _record(line: str, at: int) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise InputValueError(f"line {at} of the saved tracker is no JSON: {line!r:.80}") from error
