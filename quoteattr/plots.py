"""When claims were made and how they spread, as Altair charts; the extra ``plot`` brings what they need.

``chart.save("claims.svg")`` and ``chart.save("claims.png")`` write pictures, offline. Colours are of Okabe
and Ito's palette, which the colour-blind can tell apart (https://jfly.uni-koeln.de/color/), and each goes
with a shape of its own. A statement without a date has no place on an axis of time: the subtitle counts
those.

Importing this module raises :class:`~quoteattr.errors.MissingExtraError` where Altair is not installed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from quoteattr.claims import Claim, ClaimSet
from quoteattr.claims.comparison import day_of
from quoteattr.document import Statement
from quoteattr.errors import InputTypeError, MissingExtraError
from quoteattr.phrasing import counted, listed, shortened

try:
    import altair as alt
except ModuleNotFoundError as error:
    raise MissingExtraError(f"plots need {error.name}; run: pip install 'quoteattr[plot]'") from error

_MOST_ROWS = 15
_MOST_OUTLETS = 25
_LONGEST_LABEL = 56
_LONGEST_TIP = 200
_LONGEST_IN_A_ROW = 20
_WIDTH = 480
_ROW = 26
_TICKS = 6
_COLOURS = ("#0072b2", "#e69f00", "#d55e00", "#009e73", "#cc79a7", "#56b4e9")
_WORDINGS = ("first wording", "another wording", "in conflict")
_SHAPES = ("circle", "diamond", "cross", "square", "triangle-up", "triangle-down")


class _Mark(NamedTuple):
    """Where a statement stands in the timeline, and what is said of its wording there."""

    row: str
    wording: str
    statement: Statement


def timeline(claims: Claim | ClaimSet) -> alt.Chart:
    """When each statement was made: of one claim a row an outlet, of many a row a claim.

    A mark stands for the statements of a day, the larger the more they are. One claim is shown with
    what is in conflict with it, its first 25 outlets by name; of many, the 15 most repeated are shown.
    """
    shown, notes = _shown(claims, _MOST_ROWS)
    marks = _of_outlets(claims) if isinstance(claims, Claim) else list(_of_claims(shown))
    rows = list(dict.fromkeys(mark.row for mark in marks))
    records = list(_marked_days(marks))
    most = max((record["statements"] for record in records), default=1)
    notes += _undated(mark.statement for mark in marks)
    points: alt.Chart = (
        _chart("When it was said", records, notes)
        .mark_point(filled=True, opacity=1)
        .encode(
            y=alt.Y("row:N", title=None, sort=rows, axis=alt.Axis(labelLimit=400, grid=True)),
            size=alt.Size("statements:Q", legend=None).scale(domain=[1, max(10, most)], range=[90, 500]),
            tooltip=["words:N", "day:T", "statements:Q", "outlets:N", "speakers:N"],
            **_legend("wording", _WORDINGS, {mark.wording for mark in marks}),
        )
        .properties(height=_ROW * max(1, len({record["row"] for record in records})))
    )
    return points


def spread(claims: Claim | ClaimSet) -> alt.LayerChart:
    """How far it got by each day: the statements, outlets and wordings of one claim, the outlets of many.

    Of many claims the 6 most repeated are shown.
    """
    shown, notes = _shown(claims, len(_COLOURS))
    lines = _measures(claims) if isinstance(claims, Claim) else _outlets_of(shown)
    records = [{"line": line, "day": day, "so far": n} for line, grown in lines.items() for day, n in grown]
    most = max((n for grown in lines.values() for _, n in grown), default=0)
    notes += _undated(statement for claim in shown for statement in claim.statements)
    chart = _chart("How far it got", records, notes).encode(
        y=alt.Y("so far:Q", title="so far" if isinstance(claims, Claim) else "outlets so far")
        .axis(tickCount=min(most, _TICKS))
        .scale(domainMin=0, nice=True),
        tooltip=["line:N", "day:T", "so far:Q"],
        **_legend("line", tuple(lines), lines),
    )
    points = chart.mark_point(filled=True, opacity=1, size=80)
    layers: alt.LayerChart = (chart.mark_line(interpolate="step-after") + points).properties(
        height=_WIDTH // 2
    )
    return layers


def _shown(claims: Claim | ClaimSet, most: int) -> tuple[Sequence[Claim], list[str]]:
    """The claims to show, and what to say of the others."""
    if isinstance(claims, Claim):
        return (claims,), []
    if not isinstance(claims, ClaimSet):
        raise InputTypeError(
            f"only a Claim or a ClaimSet can be plotted, not {type(claims).__name__}: {claims!r:.80}"
        )
    if len(claims) <= most:
        return claims.claims, []
    return claims.claims[:most], [f"the {most} most repeated of {len(claims):,} claims"]


def _of_outlets(claim: Claim) -> list[_Mark]:
    """The statements of a claim and those in conflict with it, a row an outlet, the first outlet first."""
    against = {conflict.other.id: conflict.other for conflict in claim.conflicts}.values()
    wordings = [(_wording(claim, s), s) for s in claim.statements] + [(_WORDINGS[2], s) for s in against]
    outlets = list(dict.fromkeys(_outlet(statement) for _, statement in wordings))
    named = set(outlets[:_MOST_OUTLETS])
    return [
        _Mark(outlet if (outlet := _outlet(s)) in named else "other outlets", wording, s)
        for wording, s in wordings
    ]


def _of_claims(claims: Iterable[Claim]) -> Iterator[_Mark]:
    for number, claim in enumerate(claims, start=1):
        for statement in claim.statements:
            yield _Mark(_label(number, claim), _wording(claim, statement), statement)


def _marked_days(marks: Iterable[_Mark]) -> Iterator[dict[str, Any]]:
    """One record for the statements of a row, a wording and a day."""
    groups: defaultdict[tuple[str, str, date], list[Statement]] = defaultdict(list)
    for row, wording, statement in marks:
        if statement.published is not None:
            groups[row, wording, day_of(statement.published)].append(statement)
    for (row, wording, day), statements in groups.items():
        yield {
            "row": row,
            "wording": wording,
            "day": _midnight(day),
            "statements": len(statements),
            "outlets": _safe(listed(map(_outlet, statements))),
            "speakers": _safe(listed(s.speaker for s in statements)),
            "words": _safe(shortened(statements[0].text, _LONGEST_TIP)),
        }


def _measures(claim: Claim) -> dict[str, list[tuple[str, int]]]:
    return {
        "statements": _growth(claim, lambda statement: statement.id),
        "outlets": _growth(claim, _outlet),
        "wordings": _growth(claim, lambda statement: statement.text),
    }


def _outlets_of(claims: Iterable[Claim]) -> dict[str, list[tuple[str, int]]]:
    return {_label(number, claim): _growth(claim, _outlet) for number, claim in enumerate(claims, start=1)}


def _growth(claim: Claim, what: Callable[[Statement], str]) -> list[tuple[str, int]]:
    """How many different ones there were by each day on which a claim was made."""
    seen: set[str] = set()
    grown = []
    for day, statements in claim.timeline():
        if day is not None:
            seen.update(map(what, statements))
            grown.append((_midnight(day), len(seen)))
    return grown


def _midnight(day: date) -> str:
    """A day for Vega, in the reader's time zone; a bare date it would take for midnight in Greenwich."""
    return f"{day.isoformat()}T00:00:00"


def _undated(statements: Iterable[Statement]) -> list[str]:
    number = sum(1 for statement in statements if statement.published is None)
    return [f"not shown: {counted(number, 'statement')} without a date"] if number else []


def _wording(claim: Claim, statement: Statement) -> str:
    return _WORDINGS[statement.text != claim.first.text]


def _label(number: int, claim: Claim) -> str:
    return _safe(f"{number}. {shortened(claim.first.text, _LONGEST_LABEL)}")


def _outlet(statement: Statement) -> str:
    return _safe(statement.source or statement.document or "no outlet")


def _safe(text: str) -> str:
    """Text that UTF-8 can write: a lone surrogate becomes a replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _legend(field: str, values: Sequence[str], told: Container[str]) -> dict[str, Any]:
    """Colours and shapes for the values, with one legend for both, which tells of some of them."""
    columns = 1 if any(len(value) > _LONGEST_IN_A_ROW for value in values) else 3
    shown = [value for value in values if value in told]
    below = alt.Legend(orient="bottom", columns=columns, labelLimit=_WIDTH, values=shown) if shown else None

    def scale(looks: Sequence[str]) -> alt.Scale:
        return alt.Scale(domain=list(values), range=list(looks[: len(values)]))

    return {
        "color": alt.Color(f"{field}:N", title=None, legend=below, scale=scale(_COLOURS)),
        "shape": alt.Shape(f"{field}:N", title=None, legend=below, scale=scale(_SHAPES)),
    }


def _chart(title: str, records: Sequence[dict[str, Any]], notes: Sequence[str]) -> alt.Chart:
    """A chart over an axis of time: ticks at least a day apart, and room for the marks at both ends."""
    days = [datetime.fromisoformat(record["day"]) for record in records]
    short = bool(days) and max(days) - min(days) <= timedelta(days=_TICKS)
    axis = alt.Axis(format="%-d %b %Y", tickCount="day" if short else _TICKS)
    head = alt.TitleParams(title, subtitle="; ".join(notes), anchor="start")
    chart: alt.Chart = alt.Chart({"values": records}, title=head, width=_WIDTH).encode(
        x=alt.X("day:T", title=None, axis=axis, scale=alt.Scale(padding=24 if days else 0))
    )
    return chart
