"""When claims were made and how they spread: what the charts show, and that they are pictures offline."""

from __future__ import annotations

import importlib
import sys
from io import StringIO
from typing import Any

import pytest
from claim_texts import statements
from hypothesis import given, settings

import quoteattr as qa
from quoteattr import plots
from quoteattr.document import Statement
from quoteattr.errors import InputTypeError, MissingExtraError

PIERS = "We will close seven of the harbour's twelve piers before winter"
ROPE = "The rope of the cable car was last checked a decade ago by nobody in particular"


def said(id_: str, text: str, source: str, day: str | None) -> Statement:
    return Statement(id=id_, text=text, source=source, published=day, speaker="Mara Ilven")


CLAIMS = qa.track(
    [
        said("a", PIERS, "Harbour Times", "2031-02-03"),
        said("b", PIERS, "Harbour Times", "2031-02-03T18:30:00"),
        said("c", PIERS.replace("seven", "7"), "Daily Lantern", "2031-02-05"),
        said("d", PIERS, "Night Desk", None),
        said("e", PIERS.replace("seven", "six"), "Coast Post", "2031-02-04"),
        said("f", ROPE, "Coast Post", "2031-02-09"),
    ]
)
PIER_CLAIM = CLAIMS["a"]


def records(chart: Any) -> list[dict[str, Any]]:
    """The values that a chart is drawn from."""
    drawn = chart.to_dict(validate=False)
    [values] = drawn["datasets"].values() if "datasets" in drawn else [drawn["data"]["values"]]
    return list(values)


def subtitle(chart: Any) -> str:
    drawn = chart.to_dict()
    title = drawn["layer"][0]["title"] if "title" not in drawn else drawn["title"]
    return str(title["subtitle"])


def test_the_timeline_of_a_claim_has_a_row_an_outlet_with_what_is_in_conflict() -> None:
    drawn = [
        (r["row"], r["day"][:10], r["wording"], r["statements"]) for r in records(plots.timeline(PIER_CLAIM))
    ]
    assert drawn == [
        ("Harbour Times", "2031-02-03", "first wording", 2),
        ("Daily Lantern", "2031-02-05", "another wording", 1),
        ("Coast Post", "2031-02-04", "in conflict", 1),
    ]


def test_the_timeline_of_many_claims_has_a_row_a_claim() -> None:
    rows = [record["row"] for record in records(plots.timeline(CLAIMS))]
    assert rows[0].startswith("1. We will close seven")
    assert len(set(rows)) == 3


@pytest.mark.parametrize("draw", [plots.timeline, plots.spread])
@pytest.mark.parametrize("claims", [PIER_CLAIM, CLAIMS])
def test_a_statement_without_a_date_is_counted_not_dropped(draw: Any, claims: Any) -> None:
    assert subtitle(draw(claims)) == "not shown: 1 statement without a date"


def test_the_spread_of_a_claim_grows_by_day() -> None:
    lines: dict[str, list[int]] = {}
    for record in records(plots.spread(PIER_CLAIM)):
        lines.setdefault(record["line"], []).append(record["so far"])
    assert lines == {"statements": [2, 3], "outlets": [1, 2], "wordings": [1, 2]}


def test_the_spread_of_many_claims_counts_the_outlets_of_the_most_repeated() -> None:
    many = qa.track(
        [said(str(n), f"Pier {n} will be painted by {n} goats", "A", "2031-02-03") for n in range(9)]
    )
    assert len(records(plots.spread(many))) == 6
    assert subtitle(plots.spread(many)) == "the 6 most repeated of 9 claims"


def test_of_many_outlets_the_last_ones_share_a_row() -> None:
    [claim] = qa.track([said(f"{n:02}", PIERS, f"Outlet {n:02}", "2031-02-03") for n in range(40)])
    *named, last = records(plots.timeline(claim))
    assert len(named) == 25
    assert (last["row"], last["statements"]) == ("other outlets", 15)


def test_each_colour_has_a_shape_of_its_own() -> None:
    encoding = plots.timeline(PIER_CLAIM).to_dict()["encoding"]
    for channel in ("color", "shape"):
        looks = encoding[channel]["scale"]["range"]
        assert len(set(looks)) == len(encoding[channel]["scale"]["domain"]) == len(looks)


@pytest.mark.parametrize(
    "claims", [PIER_CLAIM, CLAIMS, qa.track([]), qa.track([said("a", "\ud800", "\x00<b>", None)])]
)
@pytest.mark.parametrize("draw", [plots.timeline, plots.spread])
def test_pictures_are_made_offline(draw: Any, claims: Any) -> None:
    picture = StringIO()
    draw(claims).save(picture, format="svg")
    assert picture.getvalue().startswith("<svg")
    assert "href=" not in picture.getvalue()


@given(statements())
@settings(max_examples=15)
def test_any_claims_can_be_drawn(made: list[Statement]) -> None:
    claims = qa.track(made)
    shown = claims.claims[:15]
    drawn = sum(record["statements"] for record in records(plots.timeline(claims)))
    assert drawn == sum(1 for claim in shown for s in claim.statements if s.published)
    for claim in claims.claims[:1]:
        dates = {statement.published for statement in claim.statements} - {None}
        assert len(records(plots.spread(claim))) == 3 * len(dates)


def test_only_claims_can_be_drawn() -> None:
    with pytest.raises(InputTypeError, match="only a Claim or a ClaimSet can be plotted, not list"):
        plots.timeline([])  # type: ignore[arg-type]


def test_without_the_extra_the_error_names_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'quoteattr\[plot\]'"):
        importlib.reload(plots)
