"""Turns of interviews and transcripts, headlines and bylines: what layout alone tells."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from texts import awkward_text

from quoteattr.extraction.linking.turns import find_bylines, find_headlines, find_turns
from quoteattr.paragraphs import find_paragraphs

INTERVIEW = """An evening with the harbour master.

Q: Will the ferry sail again this year?

A: We hope that it will sail by May.

The boats are old, and the crews are tired.

Q: Who is going to pay for the new pier?

A: The town pays half of it."""


def turns(text: str) -> list[tuple[str, list[str]]]:
    return read(text, find_turns(text, find_paragraphs(text)))


def bylines(text: str) -> list[tuple[str, list[str]]]:
    return read(text, find_bylines(text, find_paragraphs(text)))


def headlines(text: str) -> list[tuple[str, list[str]]]:
    return read(text, find_headlines(text, find_paragraphs(text)))


def read(text, candidates) -> list[tuple[str, list[str]]]:
    return [(c.source[0].of(text), [span.of(text) for span in c.content]) for c in candidates]


def test_indented_lines_are_read_as_others():
    assert turns("    " + INTERVIEW.replace("\n\n", "\n\n    ")) == turns(INTERVIEW)
    assert headlines('    Price: "We will not run again"  ') == [("Price", ['"We will not run again"'])]
    assert bylines('  "We did not see it coming." -- Jane Roe ') == [
        ("Jane Roe", ['"We did not see it coming."'])
    ]


@pytest.mark.parametrize("quotation", ["``It is gone.''", "‹It is gone.›", "„It is gone.“", "»It is gone.«"])
def test_bylines_stand_behind_marks_of_any_sort(quotation):
    assert bylines(f"{quotation} -- Jane Roe") == [("Jane Roe", [quotation])]


def test_a_label_may_begin_with_any_capital():
    assert turns(INTERVIEW.replace("Q:", "Émile:").replace("A:", "Ångström:"))[0] == (
        "Émile",
        ["Will the ferry sail again this year?"],
    )


def test_questions_and_answers_are_turns_that_go_on_to_the_next_label():
    assert turns(INTERVIEW) == [
        ("Q", ["Will the ferry sail again this year?"]),
        ("A", ["We hope that it will sail by May.", "The boats are old, and the crews are tired."]),
        ("Q", ["Who is going to pay for the new pier?"]),
        ("A", ["The town pays half of it."]),
    ]


def test_a_transcript_is_labelled_with_names():
    text = (
        "MOSS: Thank you all for coming tonight.\n"
        "TOM REED: I am glad to be in Farhaven.\n"
        "MOSS: Let us begin with the pier.\n"
        "TOM REED: It should never have been closed."
    )
    assert [who for who, _ in turns(text)] == ["MOSS", "TOM REED", "MOSS", "TOM REED"]


def test_the_colon_is_the_cue():
    first, *_ = find_turns(INTERVIEW, find_paragraphs(INTERVIEW))
    assert [span.of(INTERVIEW) for span in first.cue] == [":"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MOSS: Thank you all for coming tonight.",
        "Monday: rain over the bay, all day.\nTuesday: sun in the north of it.\nWednesday: rain once more.",
        "Sails: 30\nBoats: 12\nSails: 40\nBoats: 9\nSails: 20",
        "Q: Will the ferry sail again?\nQ: Who is going to pay for it?\nQ: When is the next one going out?",
    ],
)
def test_labels_that_make_no_conversation_are_no_turns(text):
    assert turns(text) == []


@pytest.mark.parametrize(
    ("text", "who", "content"),
    [
        ('"We did not see it coming." -- Jane Roe', "Jane Roe", '"We did not see it coming."'),
        ("“We did not see it coming.” — Jane Roe, fisher", "Jane Roe", "“We did not see it coming.”"),
        ("“We did not see it coming.”\n\n— Jane Roe", "Jane Roe", "“We did not see it coming.”"),
        ('"I will not resign" - Moss', "Moss", '"I will not resign"'),
        ('"Nobody is to blame", -- Jane Roe', "Jane Roe", '"Nobody is to blame"'),
        (
            "The pier is gone. All are safe. — Ada Moss (@adamoss) November 9, 2021",
            "Ada Moss (@adamoss)",
            "The pier is gone. All are safe.",
        ),
        ("The pier is gone.\n\n— @adamoss, 9 November 2021", "@adamoss", "The pier is gone."),
        ("The pier is gone. — Ada Moss (@adamoss) May 9", "Ada Moss (@adamoss)", "The pier is gone."),
        (
            "The pier is gone — all of it. — Ministry of Works (@works)",
            "Ministry of Works (@works)",
            "The pier is gone — all of it.",
        ),
        (
            "The pier is gone. — Ada Moss, mayor of Tidewater (@adamoss)",
            "Ada Moss, mayor of Tidewater (@adamoss)",
            "The pier is gone.",
        ),
    ],
)
def test_a_dash_and_a_name_under_a_quotation_or_a_post_tell_whose_it_is(text, who, content):
    assert bylines(text) == [(who, [content])]


def test_quotations_with_a_byline_each_may_stand_in_lines_of_one_paragraph():
    text = "What readers say:\n\n“We need it.” ― Ada Moss\n“It can wait.” ― Tom Reed.\n\nIt rained."
    assert bylines(text) == [("Ada Moss", ["“We need it.”"]), ("Tom Reed", ["“It can wait.”"])]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "— Jane Roe",
        "The ferry is back — The crew was great. Thanks to Moss (@adamoss)",
        "The ferry is back: Ada Moss — all of it (@works)",
        "The pier, the boats, the nets — Farhaven lost them all.",
        "The town lost its pier — Jane Roe",
        '"We did not see it coming." The pier is gone — Farhaven',
        '"We did not see it coming," said the well-known Ada Moss',
    ],
)
def test_a_dash_alone_is_no_byline(text):
    assert bylines(text) == []


def test_a_name_a_colon_and_a_quotation_are_somebody_s_words():
    text = "Moss: ‘We will rebuild it’\n\nThe town met on Monday.\n\nAda Moss: “It will be of stone.”"
    assert headlines(text) == [("Moss", ["‘We will rebuild it’"]), ("Ada Moss", ["“It will be of stone.”"])]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Moss: we will rebuild it",
        "Best Picture: “Lighthouse”",
        'Moss: "We will," she said. "We have to."',
        'The Mayor Tells Her Town: "We will rebuild it"',
        'the pier: "We will rebuild it"',
    ],
)
def test_other_lines_with_a_colon_are_not(text):
    assert headlines(text) == []


@given(awkward_text)
def test_any_text_is_read(text):
    paragraphs = find_paragraphs(text)
    found = [find(text, paragraphs) for find in (find_turns, find_headlines, find_bylines)]
    for candidate in chain.from_iterable(found):
        spans = (*candidate.source, *candidate.cue, *candidate.content)
        assert all(span.of(text).strip() for span in spans)
        assert candidate.anchor == candidate.cue[0].start
