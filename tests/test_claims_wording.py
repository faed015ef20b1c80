"""Canonical words: what is made one, what is kept apart, and where each word stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.claims.wording import keys_of, word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We’ll close SEVEN piers,”", "we would close 7 piers"),
        ("1.2 million", "1,200,000"),
        ("$5m", "5 million dollars"),
        ("$4.5 billion", "4.5bn dollars"),
        ("twenty-five per cent", "25%"),
        ("They don't and can't", "they do not and cannot"),
        ("the organisation's grey colours", "the organization's gray colors"),
        ("over two decades", "over 20 years"),
        ("the U.S. and the UK", "the United States and the United Kingdom"),
        ("made in the U.S, sold in the U.K!", "made in the U.S., sold in the U.K."),
        ("[the] harbour ...", "the harbor"),
        ("Mexican café", "mexican cafe"),
        ("a govrnment", "a government"),
        ("he thinks", "he thought"),
    ],
)
def test_one_claim_in_two_spellings(one: str, other: str) -> None:
    assert keys_of(one) == keys_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("seven", "six"),
        ("5 million", "5 billion"),
        ("will", "may"),
        ("he did", "he did not"),
        ("note", "not"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert keys_of(one) != keys_of(other)


def test_every_word_knows_its_place() -> None:
    text = "Some 1.2 million dollars, isn't it?"
    worded = word(text)
    assert [span.of(text) for span in worded.spans] == ["Some", "1.2 million", "dollars", "isn't", "it"]
    assert worded.keys[1] == "#1200000"


@given(st.text() | st.text(alphabet="0123456789.,$% -'’manthdozeUS…[]"))
def test_any_text_has_words_that_slice_back(text: str) -> None:
    worded = word(text)
    assert worded.keys == keys_of(text)
    assert worded.text == text
    assert all(span.of(text) for span in worded.spans)


def test_a_million_marks_and_digits_are_no_trouble() -> None:
    assert keys_of('"' * 1_000_000) == ()
    assert len(keys_of("9" * 100_000)) == 1
