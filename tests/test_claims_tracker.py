"""Tracking: what is one claim, and that neither order nor batches nor removals change it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from claim_texts import SENTENCES, statements
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr as qa
from quoteattr.claims.candidates import Block, candidates
from quoteattr.claims.judging import Judge, verdict_of
from quoteattr.claims.vocabulary import Vocabulary
from quoteattr.claims.wording import keys_of
from quoteattr.document import Attribution, Document, Speaker, Statement
from quoteattr.errors import InputTypeError, InputValueError, UnknownIdError


def said(
    id: str, text: str, speaker: str | None = None, day: str | None = None, source: str | None = None
) -> Statement:
    return Statement(id=id, text=text, speaker=speaker, published=day, source=source)


SEVEN = "We will close seven of the harbour's nine cranes before the winter begins"
SIX = SEVEN.replace("seven", "six")
PIECES = [
    said("a", f"“{SEVEN},”", "Mara Ilven", "2031-02-03", "Harbour Times"),
    said(
        "b",
        "that they would close 7 of the harbor's nine cranes before winter began",
        "Ilven",
        "2031-02-05",
        "Post",
    ),
    said("c", SIX, "Mara Ilven", "2031-02-04", "Daily Lantern"),
    said("d", "close seven of the harbour's nine cranes", "Theo Brandt", "2031-02-04", "Coast Radio"),
    said("e", "Nobody has asked the crane drivers"),
    said("f", ""),
    said("g", "the"),
]


def partition(claims: qa.ClaimSet) -> set[frozenset[str]]:
    return {frozenset(s.id for s in claim.statements) for claim in claims}


def test_wordings_of_one_claim_come_together() -> None:
    claims = qa.track(PIECES)
    assert partition(claims) == {
        frozenset("abd"),
        frozenset("c"),
        frozenset("e"),
        frozenset("f"),
        frozenset("g"),
    }
    assert claims.claims[0].id == "a"
    assert claims.labels["b"] == claims.labels["d"] == "a"


def test_a_cut_that_ends_in_another_word_goes_with_its_own_claim() -> None:
    grey = "The insurers agreed on Monday to repaint the lifeboat grey before the spring regatta begins"
    claims = qa.track(
        [
            said("whole", grey),
            said("cut", grey.partition(" before")[0]),
            said("other", grey.replace("grey", "orange")),
            said("another", grey.replace("grey", "orange")),
        ]
    )
    assert partition(claims) == {frozenset(["whole", "cut"]), frozenset(["other", "another"])}


def test_a_few_words_in_common_do_not_join_two_claims() -> None:
    wholes = (
        "Ice on the cannery chimney fell through the chandler's roof",
        "Nobody could say who had painted the cannery chimney yellow and green overnight",
    )
    given_ = [said(f"{which}-{n}", text) for which, text in enumerate(wholes) for n in range(9)]
    claims = qa.track([*given_, said("cut", "painted ice on the cannery chimney")])
    assert claims.labels["0-0"] != claims.labels["1-0"]


def test_what_a_removed_statement_held_together_is_kept() -> None:
    whole = "The insurers agreed on Monday to repaint the lifeboat grey before the spring regatta begins"
    head, tail = whole.split(" to repaint ")
    kept = [said("head", head), said("tail", tail)]
    tracker = qa.ClaimTracker()
    tracker.add([*kept, said("whole", whole)])
    assert len(tracker.claims()) == 1
    tracker.remove("whole")
    assert len(tracker.claims()) == 2
    tracker.add([said("again", f"“{head}”, I hear")])
    tracker.remove("again")
    assert tracker.claims() == qa.track(kept)


def test_a_claim_tells_who_where_and_when() -> None:
    claim = qa.track(PIECES).claims[0]
    assert claim.first.id == "a"
    assert claim.sources == ("Harbour Times", "Coast Radio", "Post")
    assert claim.speakers == ("Mara Ilven", "Theo Brandt", "Ilven")
    assert claim.disputed_speaker
    assert [(str(day), len(made)) for day, made in claim.timeline()] == [
        ("2031-02-03", 1),
        ("2031-02-04", 1),
        ("2031-02-05", 1),
    ]
    variant = next(v for v in claim.variants if v.text.startswith("close"))
    assert variant.count == 1
    words = [variant.comparison.words(d) for d in variant.differences]
    assert words == [("We will", ""), ("before the winter begins", "")]


def test_one_speaker_under_two_names_is_not_disputed() -> None:
    claim = qa.track([PIECES[0], PIECES[1]]).claims[0]
    assert len(claim.statements) == 2
    assert not claim.disputed_speaker


def test_conflicting_claims_are_linked_both_ways() -> None:
    claims = qa.track(PIECES)
    (conflict,) = claims["a"].conflicts
    assert (conflict.claim, conflict.other.id) == ("c", "c")
    (difference,) = conflict.differences
    assert conflict.comparison.words(difference) == ("seven", "six")
    assert [back.claim for back in claims["c"].conflicts] == ["a"]


def test_no_number_of_cuts_that_fit_both_joins_two_conflicting_claims() -> None:
    cuts = ["the harbour's nine cranes before the winter begins", "harbour's nine cranes before the winter"]
    given_ = [said("a", SEVEN), said("b", SIX), *(said(f"c{n}", cut) for n, cut in enumerate(12 * cuts))]
    labels = qa.track(given_).labels
    assert labels["a"] != labels["b"]


def test_names_beyond_what_two_cuts_share_keep_them_apart_only_beside_it() -> None:
    found = "the crew of Port Alder found the anchor of the Silver Gannet"
    cuts = [f"London hears Paris and {found}", f"London hears {found}", f"Paris and {found}"]
    assert len(qa.track(said(str(n), text) for n, text in enumerate(cuts))) == 1
    told = [f"London heard {found}", f"London, {found}", f"Paris, {found}"]
    assert len(qa.track(said(str(n), text) for n, text in enumerate(told))) == 2


def test_a_slogan_is_no_repeated_claim() -> None:
    slogans = [
        said(str(n), "We have to do it!", f"Speaker {name}") for n, name in enumerate(["Orr", "Lunt", "Pask"])
    ]
    assert not qa.track(slogans).repeated


def test_a_text_finds_its_claims() -> None:
    claims = qa.track(PIECES)
    assert [c.id for c in claims.find("Close seven of the harbor's 9 cranes, she said")] == ["a"]
    assert claims.find("We have to do it") == ()
    assert claims.find("") == ()
    with pytest.raises(InputTypeError):
        claims.find(None)  # type: ignore[arg-type]


def test_documents_give_their_statements() -> None:
    text = f'Mara Ilven said: "{SEVEN}."'
    start = text.index(SEVEN)
    document = Document(
        id="x",
        text=text,
        speakers=[Speaker(id="s1", name="Mara Ilven", mentions=[(0, 10)])],
        attributions=[
            Attribution(id="a1", content=[(start, start + len(SEVEN))], source=[(0, 10)], speaker="s1")
        ],
    )
    assert qa.track([document, PIECES[0]]).labels == {"x:a1": "a", "a": "a"}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ([said("a", "x"), said("", "the words")], "the words"),
        ([said("a", "x"), said("a", "y")], "'a'"),
        ([said("old", "x")], "'old'"),
    ],
)
def test_bad_ids_are_named_and_nothing_is_added(wrong: list[Statement], named: str) -> None:
    tracker = qa.ClaimTracker()
    tracker.add([said("old", "The gannets are back")])
    with pytest.raises(InputValueError, match=named):
        tracker.add(wrong)
    assert len(tracker) == 1
    assert set(tracker.claims().labels) == {"old"}


@pytest.mark.parametrize("wrong", ["a text", None, [3], [{"id": "a"}], said("a", "x")])
def test_only_statements_are_tracked(wrong: object) -> None:
    with pytest.raises(InputTypeError):
        qa.track(wrong)  # type: ignore[arg-type]


def test_what_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(UnknownIdError, match=r"^no statement has the id 'a'$"):
        qa.ClaimTracker().remove("a")


def test_what_is_not_there_cannot_be_asked_for() -> None:
    with pytest.raises(KeyError, match=r"^no claim has the id 'a'$"):
        qa.track([])["a"]


def added(batches: Iterable[list[Statement]], *, look: bool = False) -> qa.ClaimTracker:
    tracker = qa.ClaimTracker()
    for batch in batches:
        tracker.add(batch)
        if look:
            tracker.claims()
    return tracker


@given(st.data())
def test_order_and_batches_change_nothing(data: st.DataObject) -> None:
    given_ = data.draw(statements())
    mixed = data.draw(st.permutations(given_))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(mixed)), max_size=4)))
    batches = [mixed[i:j] for i, j in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]
    once, often = qa.track(given_), added(batches, look=data.draw(st.booleans())).claims()
    assert once.labels == often.labels
    assert [c.id for c in once] == [c.id for c in often]
    assert [[x.claim for x in c.conflicts] for c in once] == [[x.claim for x in c.conflicts] for c in often]


@given(statements())
def test_no_statement_is_lost(given_: list[Statement]) -> None:
    claims = qa.track(given_)
    assert sorted(s.id for claim in claims for s in claim.statements) == sorted(s.id for s in given_)
    assert set(claims.labels) == {s.id for s in given_}


@given(st.data())
def test_removing_is_as_if_it_had_never_been(data: st.DataObject) -> None:
    given_ = data.draw(statements().filter(bool))
    gone = data.draw(st.sets(st.sampled_from([s.id for s in given_])))
    tracker = added([given_], look=data.draw(st.booleans()))
    for statement_id in sorted(gone):
        tracker.remove(statement_id)
    left = [s for s in given_ if s.id not in gone]
    assert tracker.claims().to_dict() == qa.track(left).to_dict()
    tracker.add([s for s in given_ if s.id in gone])
    assert tracker.claims().labels == qa.track(given_).labels


@given(statements())
def test_claim_sets_come_back_from_dicts(given_: list[Statement]) -> None:
    claims = qa.track(given_)
    assert qa.ClaimSet.from_dict(json.loads(json.dumps(claims.to_dict()))) == claims


@settings(max_examples=20)
@given(statements())
def test_trackers_come_back_from_files(
    tmp_path_factory: pytest.TempPathFactory, given_: list[Statement]
) -> None:
    path = tmp_path_factory.mktemp("tracker") / "claims.jsonl"
    tracker = added([given_])
    tracker.save(path)
    assert qa.ClaimTracker.load(path).claims() == tracker.claims()


@pytest.mark.parametrize(
    "content", ["", "{}\n", '{"format": "quoteattr claim tracker", "version": 99}\n', "\x00"]
)
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(content, encoding="utf8")
    with pytest.raises(InputValueError):
        qa.ClaimTracker.load(path)


@pytest.mark.parametrize(
    "data", [{}, {"schema": 2}, {"schema": 1}, {"schema": 1, "claims": [{}]}, {"schema": 1, "claims": [3]}]
)
def test_other_dicts_are_refused(data: dict[str, object]) -> None:
    with pytest.raises((InputValueError, InputTypeError)):
        qa.ClaimSet.from_dict(data)


def test_a_date_that_cannot_be_read_is_named() -> None:
    from quoteattr.claims.records import statement_of

    with pytest.raises(InputValueError, match=r"statement 'a'.*last Tuesday"):
        statement_of({"id": "a", "text": "x", "published": "last Tuesday"})


@given(statements(max_size=20))
def test_no_pair_that_is_one_claim_is_missed(given_: list[Statement]) -> None:
    words = Vocabulary()
    codes = sorted({words.encode(keys_of(s.text)) for s in given_})
    half = len(codes) // 2
    blocks = [Block(range(half), codes[:half], words), Block(range(half, len(codes)), codes[half:], words)]
    found = {
        tuple(pair) for x, y in ((0, 0), (1, 1), (1, 0)) for pair in candidates(blocks[x], blocks[y]).tolist()
    }
    judge = Judge(words)
    for i, j in combinations(range(len(codes)), 2):
        a, b = (i, j) if judge.lighter_first(codes[i], codes[j]) else (j, i)
        judgement = judge.judge(codes[a], codes[b])
        if judgement and verdict_of(judgement).matters():
            assert judge.verdict(codes[a], codes[b]) == verdict_of(judgement)
            assert (i, j) in found


def test_the_sentences_of_these_tests_are_claims_of_their_own() -> None:
    assert len(qa.track(said(str(n), text) for n, text in enumerate(SENTENCES))) == len(SENTENCES)
