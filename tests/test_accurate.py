"""The accurate model: its windows, its vectors, and the promises, which hold for it as for the light one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from texts import article_text, awkward_text

pytest.importorskip("quoteattr_accurate", reason="the accurate model is not installed")

from quoteattr import extract, extract_many
from quoteattr.errors import MissingExtraError, MissingModelError
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.reading.features import Tokens, read_tokens
from quoteattr.extraction.tagging.encoder import Encoder
from quoteattr.extraction.tagging.model import load_model, model_file
from quoteattr.extraction.tagging.pieces import LONGEST, cut_windows

few = settings(max_examples=15)

CHAIN = (
    'Moss underscored "that the pier was a matter of life and death for the town," '
    "Harbour Department spokesperson Tom Reed said in a statement."
)


def tokens_of(text: str) -> Tokens:
    (doc,) = parse([text], default_pipeline())
    return read_tokens(doc)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_model("accurate").tagger.words


def test_a_chain_from_the_reporter_to_the_speaker():
    doc = extract(CHAIN, model="accurate")
    chain = doc.chain(doc.attributions[-1])
    assert [doc.words(link.source).split()[-1] for link in chain] == ["Reed", "Moss"]


# Windows


def test_a_paragraph_is_one_window_with_a_first_piece_for_each_word(encoder):
    tokens = tokens_of("The ferryman embarked.")
    (window,) = cut_windows(tokens, encoder.tokenizer)
    pieces = [encoder.tokenizer.id_to_token(i) for i in window.ids]
    assert pieces == ["[CLS]", "the", "ferry", "##man", "embarked", ".", "[SEP]"]
    assert [pieces[i] for i in window.first] == ["the", "ferry", "embarked", "."]
    assert window.tokens.tolist() == [0, 1, 2, 3]


def test_a_long_paragraph_is_cut_between_sentences(encoder):
    tokens = tokens_of("The pier fell into the sea on a cold night in May. " * 40)
    first, *others = cut_windows(tokens, encoder.tokenizer)
    assert others
    assert tokens.sentence[first.tokens[-1]] < tokens.sentence[others[0].tokens[0]]


def test_a_sentence_too_long_is_cut_all_the_same(encoder):
    tokens = tokens_of("the pier and " * 200)
    windows = list(cut_windows(tokens, encoder.tokenizer))
    assert len(windows) > 1
    assert all(len(window) <= LONGEST for window in windows)


@few
@given(article_text | awkward_text)
def test_windows_hold_each_word_at_most_once_in_order_and_no_two_paragraphs(text):
    tokens = tokens_of(text)
    windows = list(cut_windows(tokens, load_model("accurate").tagger.words.tokenizer))
    words = np.concatenate([np.empty(0, dtype=np.int64), *(w.tokens for w in windows)])
    assert (np.diff(words) > 0).all()
    assert not tokens.blank[words].any()
    assert all(len(w) <= LONGEST for w in windows)
    assert all(len(set(tokens.paragraph[w.tokens])) <= 1 for w in windows)


# Vectors


def test_a_word_s_vector_depends_on_its_paragraph_alone(encoder):
    first = "“The ferry is late,” Ada Moss said."
    alone, followed = tokens_of(first), tokens_of(first + "\n\nNobody had told Tom Reed.")
    vectors = encoder(followed)
    assert (vectors[: len(alone) - 1] == encoder(alone)[: len(alone) - 1]).all()
    assert vectors.shape == (len(followed), 384)


def test_the_same_word_has_another_vector_elsewhere(encoder):
    river, money = (encoder(tokens_of(t))[-2] for t in ("They swam to the bank.", "They sued the bank."))
    assert not np.allclose(river, money, atol=0.1)


# The promises


@few
@given(article_text | awkward_text)
def test_any_text_gives_a_document_and_the_same_one_twice(text):
    document = extract(text, model="accurate")
    assert document.text == text
    assert extract(text, model="accurate") == document


@few
@given(article_text)
def test_many_are_extracted_as_one_by_one(text):
    texts = [text, CHAIN, text]
    one_by_one = [extract(t, model="accurate") for t in texts]
    assert list(extract_many(texts, model="accurate")) == one_by_one


def test_many_processes_give_the_same():
    texts = [CHAIN, "“It fell,” Moss said.\n\nReed denied it."] * 3
    found = list(extract_many(texts, model="accurate", n_process=2))
    assert found == [extract(t, model="accurate") for t in texts]


@few
@example('"nobody is to blame" — Mara Quill')
@given(article_text)
def test_a_paragraph_that_follows_changes_nothing(text):
    before = parts_of(text)
    assert parts_of(f"{text}\n\nThe museum opens at nine.")[: len(before)] == before


def parts_of(article: str) -> list[object]:
    return [(a.kind, *a.spans()) for a in extract(article, model="accurate").attributions]


# Errors


def test_a_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(MissingExtraError, match=r"onnxruntime.* run: pip install 'quoteattr\[accurate\]'"):
        Encoder.read(model_file("accurate").with_suffix(".onnx"))


@pytest.mark.parametrize(
    ("encoder", "tokenizer"), [(None, None), (b"no ONNX", None), (b"no ONNX", "no JSON")], ids=str
)
def test_a_missing_or_broken_file_is_named(tmp_path, encoder, tokenizer):
    if encoder is not None:
        (tmp_path / "small.onnx").write_bytes(encoder)
    if tokenizer is not None:
        (tmp_path / "tokenizer.json").write_text(tokenizer, encoding="utf8")
    with pytest.raises(MissingModelError, match=r"small\.onnx cannot be read"):
        Encoder.read(tmp_path / "small.onnx")
