"""The tagger's model: its files, its vocabularies and its weights.

A model is one ``.npz`` archive of plain arrays (read without pickle) beside a ``.json`` of the same
name, which holds its settings. The arrays: ``vocabulary.NAME``, the 64-bit hashes of known strings
in the order of their codes; ``words``, a word vector a row in int8, to be multiplied by
``words.scale``; all others are the network's weights in float16, by the names that
:mod:`quoteattr.extraction.tagging.network` uses. A model without ``words`` has an encoder beside it: an
``.onnx`` file of the same name, and ``tokenizer.json``.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.errors import (
    InputTypeError,
    InputValueError,
    MissingExtraError,
    MissingModelError,
    QuoteattrError,
)
from quoteattr.extraction.reading.features import (
    FORM_FEATURES,
    STRING_FEATURES,
    Floats,
    Ints,
    Tokens,
    Vocabulary,
    child_bits,
    encode_strings,
)
from quoteattr.extraction.tagging.encoder import INSTALL, Encoder
from quoteattr.extraction.tagging.network import Weights, encode, neighbours

# The package that holds each model, and its file there.
MODELS = {
    "light": ("quoteattr", "resources/tagger-light.npz"),
    "accurate": ("quoteattr_accurate", "tagger-accurate.npz"),
}


@frozen(eq=False)
class Settings:
    """What is chosen on development data: thresholds (probabilities) and the calibration.

    ``calibration`` holds the weights of a logistic regression over what
    :func:`quoteattr.extraction.attributions.evidence` gives, the bias last.
    """

    outermost: float
    nested: float
    calibration: tuple[float, ...]


@frozen(eq=False)
class WordTable:
    """A vector for each known word, whatever stands around it; the first row is for words unknown."""

    known: Vocabulary
    vectors: Floats

    def __call__(self, tokens: Tokens) -> Floats:
        """A vector a token."""
        return self.vectors[self.known.encode(tokens.lower)]


@frozen(eq=False)
class Tagger:
    """A network with what it reads its input by."""

    vocabularies: Mapping[str, Vocabulary]
    weights: Weights
    words: WordTable | Encoder

    def encode(self, tokens: Tokens) -> Floats:
        """One vector a token."""
        return encode(
            self.weights,
            codes(tokens, self.vocabularies),
            child_bits(tokens, self.vocabularies["DEP"]),
            self.words(tokens),
            neighbours(tokens),
        )


@frozen(eq=False)
class Model:
    """A tagger and the settings chosen for it."""

    tagger: Tagger
    settings: Settings


def code_offsets(vocabularies: Mapping[str, Vocabulary]) -> Ints:
    """Where the rows of each feature start in the one table of codes; the table's size last."""
    sizes = [len(vocabularies[name]) for name in STRING_FEATURES] + list(FORM_FEATURES.values())
    return np.cumsum([0, *sizes])


def codes(tokens: Tokens, vocabularies: Mapping[str, Vocabulary]) -> Ints:
    """The row of each feature of each token in the one table of codes: shape (n, features)."""
    columns = np.concatenate([encode_strings(tokens, vocabularies), tokens.forms], axis=1)
    return columns + code_offsets(vocabularies)[:-1]


def load_model(name: str) -> Model:
    """A model by its name, loaded once.

    Raises :class:`~quoteattr.errors.InputValueError` for an unknown name, and
    :class:`~quoteattr.errors.MissingExtraError` for a model that is not installed.
    """
    if not isinstance(name, str):
        raise InputTypeError(f"model must be the name of a model, not {type(name).__name__}: {name!r:.80}")
    if name not in MODELS:
        raise InputValueError(f"there is no model {name!r:.80}; choose one of: {', '.join(MODELS)}")
    return read_model(model_file(name))


def model_file(name: str) -> Path:
    """The file of an installed model."""
    package, file = MODELS[name]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MissingExtraError(f"the model {name!r} is not installed; run: {INSTALL}")
    return Path(spec.origin).parent / file


@cache
def read_model(path: Path) -> Model:
    """The model in a file this module's docstring describes.

    Raises :class:`~quoteattr.errors.MissingModelError` where a file is missing or broken.
    """
    with _named(path):
        settings = Settings(**json.loads(path.with_suffix(".json").read_text(encoding="utf8"))["settings"])
    return Model(read_tagger(path), settings)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What goes wrong in reading a model's file is told of that file."""
    try:
        yield
    except QuoteattrError:
        raise
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error) as error:
        raise MissingModelError(
            f"the model file {path} cannot be read ({error}); reinstall quoteattr"
        ) from error


def read_tagger(path: Path) -> Tagger:
    """The tagger in a model's file, without its settings; raises as :func:`read_model` does."""
    with _named(path), path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        vocabularies, weights = {}, {}
        for name, array in archive.items():
            if name.startswith("vocabulary."):
                vocabularies[name.removeprefix("vocabulary.")] = Vocabulary.from_hashes(array)
            elif not name.startswith("words"):
                weights[name] = array.astype(np.float32)
        words = read_words(path) if "words" in archive else Encoder.read(path.with_suffix(".onnx"))
    return Tagger(vocabularies, weights, words)


def read_words(path: Path) -> WordTable:
    """The word vectors in a model's file; raises as :func:`read_model` does."""
    with _named(path), path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        vectors: Floats = archive["words"] * archive["words.scale"].astype(np.float32)
        return WordTable(Vocabulary.from_hashes(archive["vocabulary.LOWER"]), vectors)


def write_arrays(
    path: Path, vocabularies: Mapping[str, Vocabulary], weights: Weights, words: WordTable | None = None
) -> None:
    """Write the arrays of a model, without its settings; no words where an encoder stands beside it."""
    arrays: dict[str, NDArray[Any]] = {f"vocabulary.{k}": v.in_order() for k, v in vocabularies.items()}
    arrays |= {name: weight.astype(np.float16) for name, weight in weights.items()}
    if words is not None:
        scale = np.abs(words.vectors).max(axis=0) / 127
        arrays |= {"vocabulary.LOWER": words.known.in_order(), "words.scale": scale}
        arrays["words"] = np.round(words.vectors / scale).astype(np.int8)
    np.savez_compressed(path, allow_pickle=False, **arrays)
