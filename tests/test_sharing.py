"""Quotations that several cues lay claim to."""

from __future__ import annotations

import pytest
from attrs import evolve
from candidates import candidate

from quoteattr.extraction.linking.quotations import Marks
from quoteattr.extraction.linking.sharing import report_claims, share_out
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.reading.places import Places
from quoteattr.marks import find_quotations

TWO = "“It fell,” Moss said. “It stands,” Reed insisted."


def contents(text, *candidates):
    shared = share_out(text, candidates, Marks.of(find_quotations(text)))
    return [[span.of(text) for span in c.content] for c in shared]


def test_of_two_cues_side_by_side_the_nearest_keeps_a_quotation():
    both = tuple(candidate(TWO, "", "said", words).content[0] for words in ("“It fell,”", "“It stands,”"))
    moss = evolve(candidate(TWO, "Moss", "said", "“It fell,”"), content=both)
    reed = candidate(TWO, "Reed", "insisted", "“It stands,”")
    assert contents(TWO, moss, reed) == [["“It fell,”"], ["“It stands,”"]]
    assert contents(TWO, moss) == [["“It fell,”", "“It stands,”"]]


def test_what_another_reports_may_hold_the_same_quotation():
    text = "Reed said Moss insisted “it stands,” and left."
    reed = candidate(text, "Reed", "said", "Moss insisted “it stands,”")
    moss = candidate(text, "Moss", "insisted", "“it stands,”")
    assert contents(text, reed, moss) == [["Moss insisted “it stands,”"], ["“it stands,”"]]


def test_what_has_words_outside_of_marks_loses_none():
    text = "Moss warned the old pier is “unsafe,” the new one “late.” Reed added: “late.”"
    moss = candidate(text, "Moss", "warned", "the old pier is “unsafe,” the new one “late.”")
    reed = candidate(text, "Reed", "added", "“late.”")
    assert contents(text, moss, reed)[0] == ["the old pier is “unsafe,” the new one “late.”"]


def test_a_candidate_that_is_left_with_nothing_is_none():
    text = "“It stands,” Reed said, Moss noted."
    reed, moss = (candidate(text, *names, "“It stands,”") for names in (("Reed", "said"), ("Moss", "noted")))
    assert contents(text, reed, moss) == [["“It stands,”"]]


def reported(text, *candidates):
    """The contents once those who follow a quotation report who led to it."""
    places = Places(next(iter(parse([text], default_pipeline()))))
    found = report_claims(places, candidates, Marks.of(find_quotations(text)))
    return [[span.of(text) for span in c.content] for c in found]


@pytest.mark.parametrize("quotation", ["“a wreck,”", "``a wreck,''", "“a ‘wreck,’”", "“a wreck”"])
@pytest.mark.parametrize("outermost", [0.9, 0.1])
def test_who_follows_another_s_quotation_reports_it(quotation, outermost):
    comma = "" if "," in quotation else ","
    text = f"It rained. Moss called the pier {quotation}{comma} harbor master Tom Reed said."
    moss = candidate(text, "Moss", "called", quotation, outermost=outermost)
    reed = candidate(text, "harbor master Tom Reed", "said", quotation)
    assert reported(text, moss, reed) == [[quotation], [f"Moss called the pier {quotation}"]]


@pytest.mark.parametrize(
    "text",
    [
        "Moss called the pier “a wreck.” Reed said.",
        "Moss called. “A wreck,” Reed said.",
        "Moss called: “A wreck,” Reed said.",
        "Moss called the pier “a wreck,” and on Monday Reed said.",
    ],
)
def test_who_speaks_beside_a_quotation_reports_nobody(text):
    quotation = find_quotations(text)[0].span.of(text)
    moss = candidate(text, "Moss", "called", quotation)
    reed = candidate(text, "Reed", "said", quotation)
    assert reported(text, moss, reed) == [[quotation], [quotation]]


def test_one_s_own_words_before_a_quotation_are_no_report():
    text = "Bemoaning the “wreck,” Moss accused the town."
    bemoaning = candidate(text, "Moss", "Bemoaning", "“wreck,”")
    moss = candidate(text, "Moss", "accused", "“wreck,”")
    assert reported(text, bemoaning, moss) == [["“wreck,”"], ["“wreck,”"]]
