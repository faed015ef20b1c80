"""Paragraphs: lines, but for those that were only wrapped."""

from __future__ import annotations

from itertools import pairwise
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import awkward_text

from quoteattr.paragraphs import LONGEST, find_paragraphs, whole_paragraphs

PROSE = (
    "The council of the harbour met on Monday evening in the old customs house, where the ferries used to "
    "land, to talk about the quay. It agreed to mend it. “We go to work in May,” said Ada Moss, “or June.” "
    "The boats stay where they are until then. Nobody had asked for more."
)


def paragraphs(text: str) -> list[str]:
    return [p.of(text) for p in find_paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\nThree.", ["One.", "Two.", "Three."]),
        ("One.\u2029Two.\u2028Three.", ["One.", "Two.", "Three."]),
        ("  One. \n\n\tTwo.  ", ["One.", "Two."]),
        ("A headline\nThe first line of its article.", ["A headline", "The first line of its article."]),
    ],
)
def test_line_breaks_part_paragraphs(text, expected):
    assert paragraphs(text) == expected


@pytest.mark.parametrize("width", range(60, 100, 3))
def test_wrapped_lines_are_joined(width):
    wrapped = fill(PROSE, width)
    assert paragraphs(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_a_line_with_room_for_the_next_word_was_not_wrapped():
    headline = "Council to mend the quay of the old harbour before the winter"
    body = (
        "The council of the harbour met on Monday evening in the old customs house by the ferry and agreed."
    )
    assert paragraphs(f"{headline}\n{body}") == [headline, body]


def test_very_long_paragraphs_are_cut_at_a_sentence_s_end():
    text = "It was so. " * 1_000
    first, *others = find_paragraphs(text)
    assert first.of(text).endswith("It was so. ")
    assert len(others) == 2
    assert [p.of(text) for p in whole_paragraphs(text)] == [text.strip()]


@pytest.mark.parametrize("text", ["word " * 3_000 + "word", "x" * 12_000])
def test_very_long_sentences_are_cut_at_a_word_or_anywhere(text):
    assert "".join(paragraphs(text)) == text
    assert all(len(p) <= LONGEST for p in paragraphs(text))


@given(awkward_text)
def test_every_word_is_in_one_paragraph(text):
    spans = find_paragraphs(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(p.of(text).strip() for p in spans)
    edges = [0, *(edge for p in spans for edge in (p.start, p.end)), len(text)]
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()


@given(awkward_text, awkward_text)
def test_what_follows_a_blank_line_changes_nothing_before_it(text, more):
    before = find_paragraphs(text)
    assert find_paragraphs(f"{text}\n\n{more}")[: len(before)] == before


@given(st.lists(st.text("ab ", min_size=1, max_size=20).map(str.strip).filter(bool), max_size=5))
def test_short_lines_are_paragraphs(lines):
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "dateline", ["PORT ELLERY — ", "HARBOR CITY, Ore. (Wire) -- ", "NEW MARRAM, Nov. - "]
)
def test_a_dateline_stands_by_itself(dateline):
    text = dateline + "The ferry will stop in June, the council said."
    assert [p.of(text) for p in find_paragraphs(text)] == [
        dateline,
        "The ferry will stop in June, the council said.",
    ]


def test_capitals_without_a_dash_are_no_dateline():
    text = "NOBODY KNEW what the council wanted."
    assert [p.of(text) for p in find_paragraphs(text)] == [text]
