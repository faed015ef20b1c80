"""Comparing two statements: each relation by example, then what holds of any two texts."""

from __future__ import annotations

import pytest
from claim_texts import statements, wordings
from hypothesis import given
from hypothesis import strategies as st

import quoteattr as qa
from quoteattr.claims.judging import Judge
from quoteattr.claims.vocabulary import Vocabulary
from quoteattr.document import Statement
from quoteattr.errors import InputTypeError

CLAIM = "We will close seven of the harbour's nine cranes before the winter, Ilven told the fishermen"


@pytest.mark.parametrize(
    "other",
    [
        "“we will close 7 of the harbor's 9 cranes before the winter”, Ilven told the fishermen",
        "they would close seven of the harbour's nine cranes before winter, Mrs. Ilven told the fishermen",
        "Mara Ilven told the fishermen: we'll close seven of the harbour's nine crnes before winter",
    ],
)
def test_the_same_claim_in_other_words(other: str) -> None:
    assert qa.compare(CLAIM, other).relation == "same"
    assert qa.compare(CLAIM, other).score >= 0.5


def test_a_cut_is_a_part() -> None:
    comparison = qa.compare(CLAIM, "close seven of the harbour's nine cranes")
    assert comparison.relation == "part"


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (CLAIM.replace("seven", "six"), "number"),
        (CLAIM.replace("will", "will not"), "negation"),
        (CLAIM.replace("Ilven", "Brandt"), "entity"),
        (CLAIM.replace("will", "may"), "scope"),
        (CLAIM.replace("close", "open"), "predicate"),
        (CLAIM.replace("cranes", "lighthouses"), "predicate"),
        (CLAIM.replace("will close", "plan to close"), "scope"),
    ],
)
def test_a_look_alike_is_a_conflict(other: str, kind: str) -> None:
    comparison = qa.compare(CLAIM, other)
    assert comparison.relation == "conflict"
    assert kind in {difference.kind for difference in comparison.differences}
    assert comparison.score < 0.5


def test_a_difference_shows_both_sides() -> None:
    comparison = qa.compare(CLAIM, CLAIM.replace("seven", "six"))
    (difference,) = (d for d in comparison.differences if d.kind == "number")
    assert comparison.words(difference) == ("seven", "six")
    assert [span.of(comparison.a) for span in difference.a] == ["seven"]


def test_two_negations_cancel() -> None:
    unhappy = "The harbour council is unhappy with the ferry timetable"
    assert qa.compare(unhappy, unhappy.replace("unhappy", "not happy")).relation == "same"


def test_a_cut_behind_a_negation_is_a_part_unless_it_lacks_nothing_else() -> None:
    denied = "The council never promised the fishermen of Port Alder a single new trawler"
    assert (
        qa.compare(denied, "promised the fishermen of Port Alder a single new trawler").relation == "conflict"
    )
    assert qa.compare(denied, "promised the fishermen of Port Alder").relation == "part"


def test_an_amount_may_be_cut_in_the_middle() -> None:
    whole = "They rebuilt the pier for $4.5 million in one summer"
    assert qa.compare(whole, "rebuilt the pier for $4.5").relation == "part"
    assert qa.compare(whole, "rebuilt the pier for $4.5 in one summer").relation == "conflict"


def test_a_slip_of_a_letter_is_no_other_predicate() -> None:
    found = "The gull found a match in the harbour shed"
    assert qa.compare(found, found.replace("match", "math")).relation == "same"
    assert qa.compare(found, found.replace("match", "feather")).relation == "conflict"


def test_a_misspelt_word_counts_as_shared() -> None:
    short = "Effroy, then at the ferry company, and Mr."
    assert qa.compare(short, short.replace("Effroy", "Effrroy")).relation == "same"
    assert qa.compare(short, short.replace("Effroy, then", "Then")).relation != "same"


def test_a_whole_statement_tells_more_than_a_cut_in_the_same_words() -> None:
    short = "They know what they want"
    assert qa.compare(short, short + ".").relation == "same"
    assert qa.compare("Brandt added: " + short, short).relation == "stock"


def test_common_words_show_no_shared_utterance() -> None:
    assert qa.compare("We have to do it.", "we have to do it").relation in ("stock", "unrelated")
    assert qa.compare("Good morning, everybody", "good morning everybody").relation == "stock"


def test_less_is_needed_of_one_speaker_on_one_day() -> None:
    def said(speaker: str, day: str) -> Statement:
        return Statement(id=day, text="a lot more useless", speaker=speaker, published=day)

    here = said("Mara Ilven", "2031-02-03")
    assert qa.compare(here, said("Ilven", "2031-02-04")).relation == "same"
    assert qa.compare(here, said("Theo Brandt", "2031-02-04")).relation == "stock"


def test_nothing_in_common_is_unrelated() -> None:
    comparison = qa.compare(CLAIM, "The lighthouse keeper feeds eleven gannets")
    assert (comparison.relation, comparison.score) == ("unrelated", 0.0)


@pytest.mark.parametrize("text", ["", " ", "the", "…", '"""', "\ud800", "\x00"])
def test_texts_without_words_are_unrelated(text: str) -> None:
    assert qa.compare(text, text).relation == "unrelated"
    assert qa.compare(text, CLAIM).relation == "unrelated"


def test_only_texts_and_statements_are_compared() -> None:
    with pytest.raises(InputTypeError, match="int"):
        qa.compare(CLAIM, 7)  # type: ignore[arg-type]


@given(st.data())
def test_it_is_the_same_either_way_round(data: st.DataObject) -> None:
    pair = data.draw(statements(max_size=2).filter(lambda s: len(s) == 2))
    there, back = qa.compare(*pair), qa.compare(*reversed(pair))
    assert (there.relation, there.score) == (back.relation, back.score)
    assert {(d.kind, d.a, d.b) for d in there.differences} == {(d.kind, d.b, d.a) for d in back.differences}
    assert set(there.alignment) == {(a, b) for b, a in back.alignment}


@given(wordings() | st.text(), wordings() | st.text())
def test_every_span_slices_back(a: str, b: str) -> None:
    comparison = qa.compare(a, b)
    assert 0 <= comparison.score <= 1
    assert (comparison.score >= 0.5) == (comparison.relation in ("same", "part"))
    for difference in comparison.differences:
        assert difference.a or difference.b
        assert all(span.end <= len(a) for span in difference.a)
        assert all(span.end <= len(b) for span in difference.b)
    assert all(here.end <= len(a) and there.end <= len(b) for here, there in comparison.alignment)


@given(st.lists(wordings(), min_size=2, max_size=2), st.lists(wordings(), max_size=5))
def test_what_else_was_read_changes_no_verdict(pair: list[str], others: list[str]) -> None:
    from quoteattr.claims.wording import keys_of

    def judged(judge: Judge) -> tuple[float, ...] | None:
        a, b = (judge.words.encode(keys_of(text)) for text in pair)
        found = judge.judge(a, b) if judge.lighter_first(a, b) else judge.judge(b, a)
        return found and (found.told, found.of_light, found.of_heavy, float(len(found.conflicts)))

    busy = Judge(Vocabulary())
    for text in others:
        codes = busy.words.encode(keys_of(text))
        busy.judge(codes, codes)
    assert judged(busy) == judged(Judge(Vocabulary()))


@pytest.mark.parametrize(
    "piece", ["a", "ab ", '"', "seven ", "not ", "9", "9 ", "the ", "Ilven, ", "… ", "won't "]
)
def test_very_long_texts_are_compared_in_linear_time(piece: str) -> None:
    long = piece * 20_000
    assert qa.compare(long, long + " Ilven").relation
    assert qa.compare(f"Port {long}", f"Alder {long[: len(long) // 2]} gannet {long}").score <= 1
