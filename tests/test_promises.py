"""What is promised of extraction whatever the text: each a property."""

from __future__ import annotations

import json
import pickle
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article_text, awkward_text

from quoteattr import Document, extract, extract_many

# Each example runs the whole pipeline.
few = settings(max_examples=25)

any_article = article_text | awkward_text
unrelated = st.sampled_from(
    [
        "The museum opens at nine.",
        "Farmers in the hills expect a good year for plums, an almanac says.",
        "“Plums are my favourite fruit,” Ilse Brandt said in an interview.",
        'Some call the plum "the best of fruit" and some do not.',
    ]
)


def placed(document: Document) -> list[tuple[object, ...]]:
    """The attributions but for how sure they are, with their speakers by name."""
    names = {speaker.id: speaker.name for speaker in document.speakers}
    return [
        (a.parent, a.kind, a.mode, *a.spans(), a.medium, a.addressee, names.get(a.speaker))
        for a in document.attributions
    ]


@few
@given(any_article)
def test_any_text_gives_a_document_of_the_same_text(text):
    assert extract(text).text == text


@few
@given(any_article)
def test_offsets_slice_back_to_words(text):
    document = extract(text)
    mentions = [span for speaker in document.speakers for span in speaker.mentions]
    for span in (*(s for a in document.attributions for s in a.spans()), *mentions):
        words = span.of(text)
        assert words == words.strip() != ""


@few
@given(any_article)
def test_attributions_stand_in_text_order_and_nested_ones_in_their_parent_s_content(text):
    document = extract(text)
    firsts = [min(a.source + a.cue + a.content).start for a in document.attributions]
    assert firsts == sorted(firsts)
    assert [a.id for a in document.attributions] == [f"a{n}" for n in range(1, len(firsts) + 1)]
    assert all(0 <= a.confidence <= 1 for a in document.attributions)


@few
@given(any_article)
def test_twice_the_same_is_the_same(text):
    assert extract(text) == extract(text)


@few
@given(st.lists(any_article, max_size=4))
def test_many_are_extracted_as_one_by_one(texts):
    assert list(extract_many(texts)) == [extract(text) for text in texts]


@few
@given(any_article)
def test_a_document_comes_back_from_dict_json_and_pickle(text):
    document = extract(text, id="a", published="2021-11-09")
    assert Document.from_dict(document.to_dict()) == document
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document
    assert pickle.loads(pickle.dumps(document)) == document


@few
@given(article_text)
def test_curly_marks_give_what_straight_ones_do(text):
    assert placed(extract(curled(text))) == placed(extract(text))


def curled(text: str) -> str:
    """The text with its straight double marks curled, in turn one that opens and one that closes."""
    marks = cycle("“”")
    return "".join(next(marks) if character == '"' else character for character in text)


@few
@given(article_text, unrelated)
def test_a_paragraph_about_others_changes_nothing_before_it(text, paragraph):
    before, after = placed(extract(text)), placed(extract(f"{text}\n\n{paragraph}"))
    assert after[: len(before)] == before


def test_two_processes_give_what_one_does():
    texts = [
        '"The pier is gone," Mara Quill said.',
        "",
        "\ud800",
        "Moss said it rained.\n\n“It did,” she said.",
    ]
    assert list(extract_many(texts, n_process=2)) == list(extract_many(texts))


@pytest.mark.parametrize(
    "unit", ['"', "“", "”", "'", "’", "«", "(", "—", ":", " ", "\n", "\u200f", "\x00", "\ud800"]
)
def test_a_hundred_thousand_marks_are_read(unit):
    assert extract(unit * 100_000).text == unit * 100_000


@pytest.mark.parametrize("unit", ['"A ', "a“", "“‘", "A: ", "he said ", "ا", "a"])
def test_long_monotonous_texts_are_read(unit):
    text = unit * (4_000 // len(unit))
    assert extract(text).text == text
