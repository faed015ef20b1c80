"""The values of comparing and tracking, as these give them."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from quoteattr.claims import (
    Claim,
    ClaimSet,
    ClaimTracker,
    Comparison,
    Conflict,
    Difference,
    Variant,
    compare,
    track,
)
from quoteattr.claims.reading import DifferenceKind
from quoteattr.document import Statement
from quoteattr.strategies.claims import claim_families, wordings
from quoteattr.strategies.texts import any_texts
from quoteattr.strategies.values import spans


def comparisons() -> st.SearchStrategy[Comparison]:
    """Two texts compared, which may have much in common or nothing."""
    texts = wordings() | any_texts()
    return st.builds(compare, texts, texts)


def differences() -> st.SearchStrategy[Difference]:
    """A difference of any kind, with words on one side or both."""
    some, none = spans().map(lambda span: (span,)), st.just(())
    sides = st.tuples(some, some | none) | st.tuples(none, some)
    kinds = st.sampled_from(get_args(DifferenceKind))
    return st.builds(lambda kind, two: Difference(kind=kind, a=two[0], b=two[1]), kinds, sides)


def claim_sets() -> st.SearchStrategy[ClaimSet]:
    """What tracking gives of some statements: none, a family of claims, or anything."""
    return _tracked().map(track)


def claim_trackers() -> st.SearchStrategy[ClaimTracker]:
    """A tracker that has some statements already."""

    def tracker_of(statements: list[Statement]) -> ClaimTracker:
        tracker = ClaimTracker()
        tracker.add(statements)
        return tracker

    return _tracked().map(tracker_of)


def claims() -> st.SearchStrategy[Claim]:
    """A claim out of a family, with its conflicts."""
    return claim_families().flatmap(lambda family: st.sampled_from(track(family.statements).claims))


def variants() -> st.SearchStrategy[Variant]:
    """A wording of a claim."""
    return claims().flatmap(lambda claim: st.sampled_from(claim.variants))


def conflicts() -> st.SearchStrategy[Conflict]:
    """Two statements of a family that contradict each other."""
    return claim_families().map(
        lambda family: Conflict(
            claim=family.look_alikes[0].id, statement=family.claim, other=family.look_alikes[0]
        )
    )


def _tracked() -> st.SearchStrategy[list[Statement]]:
    ids = st.uuids().map(str)
    made = st.builds(Statement, id=ids, text=wordings() | any_texts(), source=st.none() | any_texts())
    return st.lists(made, max_size=6, unique_by=lambda statement: statement.id)
