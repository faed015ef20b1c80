"""Claims and comparisons as HTML, and the word diff that they show."""

from __future__ import annotations

import re

import pytest
from checker import Checker
from claim_texts import statements, wordings
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr as qa
from quoteattr.display.claims import claims_to_page
from quoteattr.display.wordings import word_diff
from quoteattr.document import Statement

PIERS = "We will close seven of the harbour's twelve piers before winter"


def said(
    id_: str, text: str, source: str | None = None, day: str | None = None, by: str = "Mara Ilven"
) -> Statement:
    return Statement(id=id_, text=text, source=source, published=day, speaker=by)


HARBOUR = qa.track(
    [
        said("a", PIERS, "Harbour Times", "2031-02-03"),
        said(
            "b",
            "they'd close 7 of the harbour's twelve piers",
            "Daily Lantern",
            "2031-02-04",
            by="Theo Brandt",
        ),
        said("c", PIERS.replace("seven", "six"), "Coast Post"),
        said("d", PIERS, "Night Desk", "2031-02-09"),
    ]
)


def changes(a: str, b: str) -> list[tuple[str, str]]:
    return [(piece.a, piece.b) for piece in word_diff(qa.compare(a, b)) if piece.changed]


@pytest.mark.parametrize(
    ("a", "b", "changed"),
    [
        (PIERS, PIERS.upper(), []),
        (PIERS, f"“{PIERS},”", []),
        (PIERS, PIERS.replace("seven", "7"), [("seven", "7")]),
        (PIERS, PIERS + ", she added", [("", "she added")]),
        (PIERS, "seven of the harbour's twelve piers", [("We will close", ""), ("before winter", "")]),
        ("The dam will be drained", "the dam would be drained", [("will", "would")]),
        ("rain", "", [("rain", "")]),
    ],
)
def test_a_word_diff_shows_what_differs_and_no_more(a: str, b: str, changed: list[tuple[str, str]]) -> None:
    assert changes(a, b) == changed


@given(wordings() | st.text(max_size=40), wordings() | st.text(max_size=40))
def test_a_word_diff_holds_both_texts_whole(a: str, b: str) -> None:
    pieces = list(word_diff(qa.compare(a, b)))
    assert "".join(piece.a for piece in pieces) == a
    assert "".join(piece.b for piece in pieces) == b


def test_a_claim_shows_its_wordings_as_word_diffs_with_where_they_stood() -> None:
    html = HARBOUR["a"]._repr_html_()
    first, places, _, place, *_ = Checker(html).texts["td"]
    assert first == PIERS
    assert places == "2031-02-03, Harbour Times, Mara Ilven2031-02-09, Night Desk, Mara Ilven"
    assert "<del>We will</del> <ins>they&#x27;d</ins> close <del>seven</del> <ins>7</ins> of" in html
    assert place == "2031-02-04, Daily Lantern, Theo Brandt"
    assert "said 3 times, 3 outlets, 2 wordings" in html
    assert "different speakers: Mara Ilven (2), Theo Brandt" in html


def test_a_conflict_is_told_by_its_kind_and_marked_in_both_statements() -> None:
    html = HARBOUR["c"]._repr_html_()
    assert "in conflict, number" in html
    assert Checker(html).texts["mark"] == ["six", "seven"]


def test_a_claim_set_is_a_table_most_repeated_first() -> None:
    html = HARBOUR._repr_html_()
    assert "4 statements, 2 claims, 1 of them repeated, 2 in conflict" in html
    cells = Checker(html).texts["td"]
    assert cells[1:4] == ["3×", "2", "2031-02-03"]
    assert cells[7:11] == [PIERS.replace("seven", "six"), "1×", "1", "no date"]


def test_what_is_too_much_to_show_is_counted() -> None:
    many = qa.track(
        [said(f"{n:03}", f"Pier {n} of the harbour will be painted by {n} goats") for n in range(60)]
    )
    html = many._repr_html_()
    assert "and 10 more claims" in html
    same = qa.track([said(f"{n:03}", PIERS, f"Outlet {n}") for n in range(60)])
    assert "and 54 more statements" in same.claims[0]._repr_html_()


def test_a_comparison_shows_both_wordings_and_what_differs() -> None:
    html = qa.compare(PIERS, PIERS.replace("seven", "six") + ", she added")._repr_html_()
    texts = Checker(html).texts
    assert (texts["b"], texts["mark"], texts["ins"]) == (["conflict"], ["seven", "six"], ["she added"])
    assert re.search(r"score 0\.\d\d, number<", html)


def test_a_page_stands_alone_and_holds_what_is_repeated_or_disputed() -> None:
    page = "".join(claims_to_page(HARBOUR, title="Piers & cranes"))
    assert page.startswith("<!doctype html>")
    assert "<h1>Piers &amp; cranes</h1>" in page
    assert page.count("<article>") == 2
    assert "http" not in page
    assert set(Checker(page).texts).isdisjoint({"script", "link", "img", "iframe"})


@given(statements())
@settings(max_examples=30)
def test_any_claims_are_shown_well_formed_and_escaped(made: list[Statement]) -> None:
    claims = qa.track(made)
    evil = '<script>alert("1")</script>\ud800'
    claims = qa.track([*made, said("x", evil, evil, by=evil), said("y", evil, by="Theo Brandt")])
    for html in (claims._repr_html_(), *(claim._repr_html_() for claim in claims)):
        assert "script" not in Checker(html).texts
        assert not re.search("[\ud800-\udfff]", html)
