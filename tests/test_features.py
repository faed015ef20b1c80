"""What the tagger reads of a document, and its network in small."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from parses import MOSS, VOCAB, parse_of
from spacy.strings import get_string_id
from spacy.tokens import Doc
from texts import marked_text

from quoteattr.extraction.reading.features import (
    FORM_FEATURES,
    STRING_FEATURES,
    Vocabulary,
    child_bits,
    encode_strings,
    read_tokens,
)
from quoteattr.extraction.tagging.network import CONTENT, CUE, OUTSIDE, SOURCE, best_labels, neighbours
from quoteattr.extraction.tagging.pairs import AFTER, BEFORE, open_windows, relate, relation_sizes

DEPS = Vocabulary.of(["nsubj", "ccomp", "punct", "ROOT"])


def words_of(text: str) -> Doc:
    """Words parted at white space, marks by themselves, with no parse at all."""
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex

    marks = compile_infix_regex(['"', "“", "”", r"\n+"]).finditer
    return Tokenizer(VOCAB, infix_finditer=marks)(text)


def form(tokens, name: str) -> list[int]:
    return tokens.forms[:, list(FORM_FEATURES).index(name)].tolist()


def test_offsets_are_the_text_s():
    doc = parse_of(*MOSS)
    tokens = read_tokens(doc)
    assert [doc.text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == [t.text for t in doc]


def test_the_frame_of_a_verb_is_its_subject_and_its_complement():
    tokens = read_tokens(parse_of(*MOSS))
    assert tokens.head.tolist() == [1, 1, 3, 1, 1]
    assert tokens.subject.tolist() == [0, 0, 2, 2, 4]
    assert tokens.complement.tolist() == [0, 3, 2, 3, 4]


def test_strings_that_a_vocabulary_lacks_are_0():
    vocabulary = Vocabulary.of(["b", "a"])
    hashes = np.array([get_string_id(s) for s in ("a", "b", "c", "")], dtype=np.uint64)
    assert vocabulary.encode(hashes).tolist() == [2, 1, 0, 0]
    assert len(vocabulary) == 3
    assert Vocabulary.from_hashes(vocabulary.in_order()).encode(hashes).tolist() == [2, 1, 0, 0]


def test_a_vocabulary_of_nothing_knows_nothing():
    assert Vocabulary.of([]).encode(np.array([1, 2], dtype=np.uint64)).tolist() == [0, 0]


def test_each_string_feature_is_coded_by_its_own_vocabulary():
    vocabularies = {name: Vocabulary.of(["nsubj", "NNP", "say"]) for name in STRING_FEATURES}
    codes = encode_strings(read_tokens(parse_of(*MOSS)), vocabularies)
    assert codes[0].tolist() == [0, 2, 1, 0, 0, 0]
    assert codes[1].tolist() == [3, 0, 0, 0, 0, 0]


def test_a_token_tells_which_children_it_has():
    bits = child_bits(read_tokens(parse_of(*MOSS)), DEPS)
    assert bits.tolist() == [[0] * 5, [0, 1, 1, 1, 0], [0] * 5, [0, 1, 0, 0, 0], [0] * 5]


def test_tokens_know_their_paragraph_and_their_quotation():
    tokens = read_tokens(words_of('It rained.\n\n"We saw it," Moss said. "We did."'))
    assert tokens.paragraph.tolist() == [1, 1, 2] + [3] * (len(tokens) - 3)
    assert tokens.quotation.tolist()[3:] == [0, 0, 0, 0, -1, -1, 1, 1, 1]
    assert form(tokens, "depth")[3:9] == [1, 1, 1, 1, 0, 0]
    assert tokens.marks.sum() == 4


def test_marks_say_how_far_the_next_quotation_is():
    tokens = read_tokens(words_of('It rained. Moss said "we saw it all" here'))
    before, after = form(tokens, "before quotation"), form(tokens, "after quotation")
    assert before[:4] == [4, 3, 2, 1]
    assert after[-1] == 1


def test_curly_and_straight_marks_read_alike():
    straight, curly = (read_tokens(words_of(t)) for t in ('"No," he said. "Yes."', "“No,” he said. “Yes.”"))
    assert (straight.forms == curly.forms).all()
    assert (straight.quotation == curly.quotation).all()


@given(marked_text)
def test_any_text_is_read(text):
    tokens = read_tokens(words_of(text))
    assert [len(column) for column in (tokens.end, tokens.head, tokens.forms)] == [len(tokens)] * 3
    assert (tokens.forms >= 0).all()
    assert (tokens.forms < list(FORM_FEATURES.values())).all()


def test_an_empty_document_has_no_tokens():
    tokens = read_tokens(Doc(VOCAB))
    assert len(tokens) == 0
    assert neighbours(tokens).shape == (0, 5)


def test_neighbours_end_with_the_paragraph():
    tokens = read_tokens(words_of("a b\n\nc d"))
    nobody = len(tokens)
    assert neighbours(tokens)[:, 0].tolist() == [nobody, 0, nobody, nobody, 3]
    assert neighbours(tokens)[:, 1].tolist() == [1, nobody, nobody, 4, nobody]


def test_a_window_is_the_paragraph_around_its_cue():
    tokens = read_tokens(words_of("a b\n\nc d e"))
    windows = open_windows(tokens, np.array([0, 4]))
    inside = [row[kept].tolist() for row, kept in zip(windows.tokens, windows.inside, strict=True)]
    assert inside == [[0, 1], [3, 4, 5]]


def test_a_window_has_a_bound():
    tokens = read_tokens(words_of("a " * 500))
    windows = open_windows(tokens, np.array([250]))
    assert windows.tokens[0].tolist() == list(range(250 - BEFORE, 250 + AFTER))


@given(marked_text.filter(str.strip), st.data())
def test_relations_have_the_codes_they_are_said_to_have(text, data):
    tokens = read_tokens(words_of(text))
    anchor = data.draw(st.integers(0, len(tokens) - 1))
    relations = relate(tokens, open_windows(tokens, np.array([anchor])), DEPS)
    assert relations.shape[0] == 1
    assert (relations >= 0).all()
    assert (relations < relation_sizes(len(DEPS))).all()


def test_the_way_through_the_parse_tells_a_subject_from_a_complement():
    tokens = read_tokens(parse_of(*MOSS))
    (path,) = relate(tokens, open_windows(tokens, np.array([1])), DEPS)[:, :, 1]
    nsubj, ccomp, punct = 1, 2, 3
    assert path.tolist() == [nsubj, 0, ccomp, ccomp, punct]


@pytest.mark.parametrize("seed", range(3))
def test_the_best_labels_are_those_of_all_sequences(seed):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(1, 4, 3)).astype(np.float32)
    transitions = random.normal(size=(3, 3)).astype(np.float32)

    def value(labels) -> float:
        moved = sum(transitions[a, b] for a, b in pairwise(labels))
        return float(moved + sum(scores[0, t, label] for t, label in enumerate(labels)))

    best = max(np.ndindex(3, 3, 3, 3), key=value)
    assert tuple(best_labels(scores, transitions, np.ones((1, 4), dtype=bool))[0]) == best


@given(arrays.arrays(np.float32, (2, 5, 4), elements=st.floats(-9, 9, width=32)))
def test_padding_is_outside_and_changes_no_label(scores):
    transitions = np.zeros((4, 4), dtype=np.float32)
    inside = np.array([[True] * 5, [True] * 3 + [False] * 2])
    labels = best_labels(scores, transitions, inside)
    assert labels[1, 3:].tolist() == [OUTSIDE, OUTSIDE]
    assert (labels[1, :3] == best_labels(scores[1:, :3], transitions, inside[1:, :3])[0]).all()
    assert set(labels.flat) <= {OUTSIDE, SOURCE, CUE, CONTENT}
