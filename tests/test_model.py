"""The model's file, and its errors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from quoteattr.errors import (
    InputTypeError,
    InputValueError,
    MissingExtraError,
    MissingModelError,
    QuoteattrError,
)
from quoteattr.extraction.reading.features import Vocabulary
from quoteattr.extraction.tagging.model import (
    MODELS,
    Settings,
    WordTable,
    load_model,
    model_file,
    read_model,
    read_words,
    write_arrays,
)

SETTINGS = {"outermost": 0.5, "nested": 0.4, "calibration": [1.0, 0, 0, 0, 0, 0, 0]}
WORDS, TAGS = Vocabulary.of(["boat", "pier"]), Vocabulary.of(["NN"])
VECTORS = np.array([[0, 0], [1, -2], [0.5, 4]], dtype=np.float32)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A model file with nothing in it but a few words."""
    path = tmp_path / "small.npz"
    weights = {"cue.bias": np.array([0.1, 2], dtype=np.float32)}
    write_arrays(path, {"TAG": TAGS}, weights, WordTable(WORDS, VECTORS))
    path.with_suffix(".json").write_text(json.dumps({"settings": SETTINGS}), encoding="utf8")
    return path


def test_a_model_is_read_as_it_was_written(file):
    model = read_model(file)
    assert model.settings.outermost == 0.5
    tagger = model.tagger
    assert (tagger.vocabularies["TAG"].in_order() == TAGS.in_order()).all()
    assert tagger.weights["cue.bias"] == pytest.approx([0.1, 2], abs=1e-3)
    assert tagger.words.vectors == pytest.approx(VECTORS, abs=4 / 127)


def test_word_vectors_are_read_apart_with_zeros_for_unknown_words(file):
    words = read_words(file)
    assert len(words.known) == len(words.vectors) == 3
    assert words.vectors[0].tolist() == [0, 0]


def test_a_model_s_file_holds_plain_arrays(file):
    with np.load(file, allow_pickle=False) as archive:
        assert {array.dtype.kind for array in archive.values()} <= set("fiu")


def test_the_shipped_model_is_loaded_once():
    assert load_model("light") is load_model("light")


def test_the_shipped_model_has_settings_within_bounds():
    settings = load_model("light").settings
    assert isinstance(settings, Settings)
    assert 0 < settings.outermost < 1
    assert 0 < settings.nested < 1


def test_an_unknown_model_is_an_error_that_names_those_there_are():
    with pytest.raises(InputValueError, match="no model 'heavy'; choose one of: light, accurate"):
        load_model("heavy")


def test_a_model_that_is_no_name_is_an_error():
    with pytest.raises(InputTypeError, match="must be the name of a model, not NoneType"):
        load_model(None)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.with_suffix(".json").unlink(),
        lambda path: path.write_bytes(b"no archive"),
        lambda path: path.write_bytes(path.read_bytes()[:-40]),
        lambda path: path.with_suffix(".json").write_text("{", encoding="utf8"),
        lambda path: path.with_suffix(".json").write_text('{"settings": {"outermost": 1}}', encoding="utf8"),
        lambda path: path.with_suffix(".json").write_text("[]", encoding="utf8"),
        lambda path: np.savez(path, words=np.zeros(3)),
        lambda path: np.savez(path, words=np.array([{}], dtype=object)),
    ],
    ids=[
        "no arrays",
        "no settings",
        "no archive",
        "cut",
        "no JSON",
        "few settings",
        "a list",
        "few",
        "pickle",
    ],
)
def test_a_missing_or_broken_file_is_an_error_that_says_what_to_do(file, spoil):
    spoil(file)
    with pytest.raises(
        MissingModelError, match=r"small\.npz cannot be read .*; reinstall quoteattr"
    ) as error:
        read_model(file)
    assert isinstance(error.value, QuoteattrError)


def test_the_light_model_is_in_the_package():
    assert model_file("light").is_file()
    assert model_file("light").with_suffix(".json").is_file()


def test_a_model_that_is_not_installed_is_an_error_that_says_what_to_run(monkeypatch):
    monkeypatch.setitem(MODELS, "accurate", ("quoteattr_missing", "tagger.npz"))
    with pytest.raises(
        MissingExtraError, match=r"'accurate' is not installed; run: pip install 'quoteattr\["
    ):
        load_model("accurate")
