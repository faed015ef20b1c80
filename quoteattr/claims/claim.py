"""Claims as values: what was said, in which wordings, by whom, where, when first, and what contradicts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time

from attrs import evolve, field, frozen

from quoteattr._validation import items_of, text, to_tuple
from quoteattr.claims.comparison import Comparison, Difference, compare, day_of
from quoteattr.claims.speakers import same_speaker
from quoteattr.document import Statement


@frozen(kw_only=True)
class Variant:
    """A distinct wording of a claim, and its difference from the first one.

    ``text`` is the wording as first given, ``count`` how many statements have it, letter for letter.
    """

    text: str = field(validator=text)
    count: int
    comparison: Comparison = field(repr=False)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is worded differently from the first wording: ``a`` is the first one, ``b`` this one."""
        return self.comparison.differences


@frozen(kw_only=True)
class Conflict:
    """Another claim that is the same but for a number, a negation, a name, a degree or a predicate.

    ``statement`` is of the claim itself, ``other`` of the claim with the id ``claim``.
    """

    claim: str = field(validator=text)
    statement: Statement
    other: Statement

    @property
    def comparison(self) -> Comparison:
        """The two statements side by side."""
        return compare(self.statement, self.other)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What makes the conflict: the differences of all kinds but 'wording'."""
        return tuple(d for d in self.comparison.differences if d.kind != "wording")


@frozen(kw_only=True)
class Claim:
    """All statements that say the same thing, by date; those without a date come last.

    ``id`` is the smallest id of its statements: the same however they were added.
    """

    id: str = field(validator=text)
    statements: tuple[Statement, ...] = field(converter=to_tuple, validator=items_of(Statement))
    conflicts: tuple[Conflict, ...] = field(default=(), converter=to_tuple, validator=items_of(Conflict))

    @property
    def first(self) -> Statement:
        """The earliest statement; of several, the one that was added first."""
        return self.statements[0]

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets that have it, the first one first."""
        return _distinct(s.source for s in self.statements)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Whom it is given to, the first one first."""
        return _distinct(s.speaker for s in self.statements)

    @property
    def disputed_speaker(self) -> bool:
        """Whether the same words are given to different speakers: somebody may be misquoted."""
        names = self.speakers
        return any(same_speaker(a, b) is False for i, a in enumerate(names) for b in names[:i])

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Its distinct wordings, the most frequent first."""
        counts = Counter(s.text for s in self.statements)
        first = self.first.text
        return tuple(
            Variant(text=text, count=count, comparison=compare(first, text))
            for text, count in counts.most_common()
        )

    def timeline(self) -> tuple[tuple[date | None, tuple[Statement, ...]], ...]:
        """Its statements by day, the first day first; those without a date under None, at the end."""
        days: dict[date | None, list[Statement]] = {}
        for statement in self.statements:
            day = None if statement.published is None else day_of(statement.published)
            days.setdefault(day, []).append(statement)
        return tuple((day, tuple(statements)) for day, statements in days.items())

    def with_conflicts(self, conflicts: Iterable[Conflict]) -> Claim:
        """The same claim with these conflicts."""
        return evolve(self, conflicts=tuple(conflicts))

    def _repr_html_(self) -> str:
        from quoteattr.display.claims import claim_to_html

        return claim_to_html(self)


def by_date(statement: Statement) -> tuple[bool, date, time]:
    """The order of statements: a day's without a time of day come first, those without a date last."""
    moment = statement.published
    if moment is None:
        return True, date.max, time.max
    clock = moment.time() if isinstance(moment, datetime) else time.min
    return False, day_of(moment), clock


def _distinct(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name is not None))
