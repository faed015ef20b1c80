"""Quotation marks: what is quoted, in which marks, how deep, and as what."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from texts import awkward_text, marked_text

from quoteattr.marks import DEEPEST, find_quotations, quotation_role, stands_alone

STRAIGHTENED = str.maketrans("“”„‟″‘’‚", '"""""\'\'\'')
CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "polnear-dev.jsonl"


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in find_quotations(text)]


def pieces(text: str) -> list[list[str]]:
    return [[piece.of(text) for piece in q.pieces] for q in find_quotations(text)]


def test_a_quotation_has_its_marks_its_words_and_its_depth():
    text = "“I told him, ‘No way,’ and left,” she said."
    outer, inner = find_quotations(text)
    assert (outer.start, outer.end, outer.depth) == (0, 33, 0)
    assert (outer.opening, outer.closing, outer.closed) == ("“", "”", True)
    assert outer.inner.of(text) == "I told him, ‘No way,’ and left,"
    assert (inner.span.of(text), inner.depth) == ("‘No way,’", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said, "We go," and "soon."', ['"We go,"', '"soon."']),
        ("She said, “We go,” and “soon.”", ["“We go,”", "“soon.”"]),
        ("She said, ``We go,'' and left.", ["``We go,''"]),
        ("She said, ''We go,'' and left.", ["''We go,''"]),
        ("‘We go,’ she said.", ["‘We go,’"]),
        ("Sie sagte: „Wir gehen.“", ["„Wir gehen.“"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("« On y va », dit-elle.", ["« On y va »"]),
        ("«Oui, ‹on y va›», dit-elle.", ["«Oui, ‹on y va›»", "‹on y va›"]),
        ("« Oui, « on y va » », dit-elle.", ["« Oui, « on y va » »", "« on y va »"]),
        ("Han sade: ”Vi går.”", ["”Vi går.”"]),
        ("(“Soon”) and—“now”—and un-“Roman”", ["“Soon”", "“now”", "“Roman”"]),
    ],
)
def test_every_style_of_mark(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Don’t ask the workers’ union, nor the Joneses' dog.",
        "’Tis the season of rock ’n’ roll, as in the ’90s, and we’ll get ’em.",
        "She is 6'2\" and has a 27\" screen, 5' from the door.",
        "See <a href=\"x\" title='y'>there</a>.",
        'A stray mark" closes nothing, nor does an empty "" pair.',
        "An empty '' opens nothing.",
        'Nor does one " between spaces.',
        "The 1990's were goin' by, ol' friend.",
        "The U.S.'s ally met the E.U.’s envoy.",
    ],
)
def test_what_is_no_quotation(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'The workers' union won't go,' she said.", ["'The workers' union won't go,'"]),
        ("The 'leave' voters' leader wept.", ["'leave'"]),
        ("He called them 'traitors' and the miners' union wept.", ["'traitors'"]),
        ("'Go get 'em, boys,' he cried.", ["'Go get 'em, boys,'"]),
        ("'I'm goin' home to the Joneses' place,' he said.", ["'I'm goin' home to the Joneses' place,'"]),
        ("''They say, 'Oh, we won't,''' said Quill.", ["''They say, 'Oh, we won't,'''", "'Oh, we won't,'"]),
        ("\"She said, 'Go,'\" he said.", ["\"She said, 'Go,'\"", "'Go,'"]),
        ("'She said \"go\" to me,' he said.", ["'She said \"go\" to me,'", '"go"']),
        ('"I want a 27" screen," she said.', ['"I want a 27" screen,"']),
        ('"I am 6\'2"," she said.', ['"I am 6\'2","']),
        ('Among the "top 10" and the "top 20" teams', ['"top 10"', '"top 20"']),
    ],
)
def test_apostrophes_and_measures_among_quotations(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“Mixed" and "mixed”.', ['“Mixed"', '"mixed”']),
        ("”The wrong way“ it went.", ["”The wrong way“"]),
        ("“ We go , ” she said.", ["“ We go , ”"]),
        ("She said: “We go.”Then she went.", ["“We go.”"]),
        ('"We go." "Now."', ['"We go."', '"Now."']),
        ("“We called it “the thing” then,” she said.", ["“We called it “the thing” then,”", "“the thing”"]),
    ],
)
def test_careless_marks(text, expected):
    assert quoted(text) == expected


def test_a_quotation_of_several_paragraphs_is_one():
    text = "She said: “We go.\n\n“We go soon.\n\n“We go now,” and left. “Bye.”"
    first, second = find_quotations(text)
    assert [p.of(text) for p in first.pieces] == ["We go.", "We go soon.", "We go now,"]
    assert first.closed
    assert second.span.of(text) == "“Bye.”"


def test_single_and_nested_marks_are_repeated_at_paragraphs_too():
    assert pieces("'We go.\n\n'We go now,' she said.") == [["We go.", "We go now,"]]
    assert pieces("“He said: ‘Go.\n\n“‘Go now.’ And I went.”") == [
        ["He said: ‘Go.", "‘Go now.’ And I went."],
        ["Go.", "Go now."],
    ]


def test_an_apostrophe_before_a_word_is_not_taken_up_by_the_next_paragraph():
    assert quoted("She lives in the 'hood.\n\n'We love it,' she said.") == ["'We love it,'"]


def test_what_is_never_closed_ends_with_its_paragraph():
    text = "She said, “We go. \nThen she went. “Bye.”"
    first, second = find_quotations(text)
    assert (first.span.of(text), first.closing, first.closed) == ("“We go.", "", False)
    assert second.span.of(text) == "“Bye.”"


def test_what_is_never_closed_ends_where_the_next_begins():
    assert quoted("She said, “We go. She added, “Now.”") == ["“We go. She added,", "“Now.”"]
    assert pieces('"We go. "We go soon. "We go now," she said.') == [
        ["We go."],
        ["We go soon."],
        ["We go now,"],
    ]


def test_a_paragraph_in_marks_may_hold_others():
    text = '"The mayor called it “a farce” again.\n\n"The council did not."'
    assert pieces(text) == [["The mayor called it “a farce” again.", "The council did not."], ["a farce"]]


def test_wrapped_lines_are_one_paragraph():
    text = (
        "She said at the meeting of the harbour council in the evening that “the\n"
        "boats are to be repaired before the winter, whatever it costs,” and left."
    )
    assert pieces(text) == [["the\nboats are to be repaired before the winter, whatever it costs,"]]


@pytest.mark.parametrize(
    ("text", "role", "alone"),
    [
        ('"We will rebuild the harbour," she said.', "speech", True),
        ('She said: "Never."', "speech", True),
        ('"Okay," she said.', "speech", True),
        ('She replied, "Okay."', "speech", True),
        ('They shouted "Go home!" at the mayor.', "speech", False),
        ('She called it "the worst winter that this town has ever seen" on Monday.', "speech", False),
        ('He survived an "assassination attempt" in May.', "term", False),
        ('the so-called "reset" of relations', "term", False),
        ("She spoke on “Meet the Harbour” on Sunday.", "title", False),
        ('He wrote "The Salt and the Sea," a novel.', "title", False),
        ('His first novel, "Saltwater," came out in May.', "title", False),
        ("Quill: 'We will rebuild the harbour'", "speech", True),
        ("'It is over', she said.", "speech", True),
        ("the word 'is' is short", "term", False),
        ("They play “Who Knows?” every night.", "title", False),
        ('They chanted "No Means No!" in the square.', "speech", False),
        ("Mayor Quill Calls Harbour Plan ‘A Farce’ In Council Meeting", "term", False),
    ],
)
def test_roles(text, role, alone):
    quotation = find_quotations(text)[0]
    assert (quotation_role(text, quotation), stands_alone(text, quotation)) == (role, alone)


@given(awkward_text)
def test_offsets_are_the_texts(text):
    for q in find_quotations(text):
        assert text.startswith(q.opening, q.start)
        assert text[q.start : q.end].endswith(q.closing)
        assert q.inner.contains(q.pieces[0])
        assert q.inner.contains(q.pieces[-1])
        assert all(left.end <= right.start for left, right in pairwise(q.pieces))
        assert all(piece.of(text).strip() == piece.of(text) for piece in q.pieces)


@given(awkward_text)
def test_quotations_are_ordered_and_never_cross(text):
    around: list[int] = []
    for left in find_quotations(text):
        while around and around[-1] <= left.start:
            around.pop()
        assert not around or left.end <= around[-1]
        assert left.depth == len(around) < DEEPEST
        around.append(left.end)
    starts = [q.start for q in find_quotations(text)]
    assert starts == sorted(set(starts))


@given(awkward_text)
@example("“A ‘b” c’ d")
@example('"' + "so " * 16 + "it was:‘\nand on")
def test_straight_marks_read_like_curly_ones(text):
    straight = text.translate(STRAIGHTENED)
    curly_quotations, straight_quotations = find_quotations(text), find_quotations(straight)
    assert [(q.start, q.end, q.pieces) for q in curly_quotations] == [
        (q.start, q.end, q.pieces) for q in straight_quotations
    ]
    for curly, same in zip(curly_quotations, straight_quotations, strict=True):
        assert quotation_role(text, curly) == quotation_role(straight, same)
        assert stands_alone(text, curly) == stands_alone(straight, same)


@given(marked_text, marked_text)
def test_a_paragraph_appended_leaves_closed_quotations_as_they_were(text, more):
    before = find_quotations(text)
    if all(q.closed for q in before):
        assert find_quotations(f"{text}\n\nThen {more}")[: len(before)] == before


SENTENCES = st.sampled_from(["We go", "The boats’ owners won’t pay", "It's late", "Goin' home, she said no"])


@given(
    st.lists(
        st.tuples(SENTENCES, st.sampled_from(["“”", '""', "‘’", "''", "«»", "„“"])), min_size=1, max_size=6
    )
)
def test_well_formed_quotations_are_found_as_written(quotes):
    written = [f"{marks[0]}{words},{marks[1]}" for words, marks in quotes]
    text = " she said. ".join([*written, "That was all."])
    assert quoted(text) == written


@pytest.mark.parametrize(
    "unit", ['"', '" ', '"a ', "'a ", "s' ", "«a ", '"\n', "'", '<a "', '27" ', '"a" ', "\"'", "''' "]
)
def test_many_marks_stay_bounded(unit):
    text = unit * 20_000
    quotations = find_quotations(text)
    assert max((q.depth for q in quotations), default=0) < DEEPEST
    assert sum(len(q.pieces) for q in quotations) <= len(text)


@pytest.mark.skipif(not CORPUS.exists(), reason="the development corpus is not beside the repository")
def test_most_quotations_of_news_are_closed_and_curly_reads_like_straight():
    texts = [json.loads(line)["text"] for line in CORPUS.read_text("utf8").splitlines()]
    found = [(text, q) for text in texts for q in find_quotations(text)]
    assert sum(q.closed for _, q in found) > 0.99 * len(found)
    for text in texts:
        straight = find_quotations(text.translate(STRAIGHTENED))
        assert [(q.start, q.end) for q in straight] == [(q.start, q.end) for q in find_quotations(text)]
