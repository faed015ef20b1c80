"""The tagger's model: its file, its vocabularies and its weights.

A model is one ``.npz`` archive of plain arrays (read without pickle) beside a ``.json`` of the same
name, which holds its settings. The arrays: ``vocabulary.NAME``, the 64-bit hashes of known strings
in the order of their codes; ``words``, a word vector a row in int8, to be multiplied by
``words.scale``; all others are the network's weights in float16, by the names that
:mod:`quoteattr.extraction.network` uses.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.errors import InputTypeError, InputValueError, MissingModelError
from quoteattr.extraction.features import (
    FORM_FEATURES,
    STRING_FEATURES,
    Floats,
    Ints,
    Tokens,
    Vocabulary,
    child_bits,
    encode_strings,
)
from quoteattr.extraction.network import Weights, encode, neighbours

RESOURCES = Path(__file__).parents[1] / "resources"
MODELS = {"light": RESOURCES / "tagger-light.npz"}


@frozen(eq=False)
class Settings:
    """What is chosen on development data: thresholds (probabilities) and the calibration.

    ``calibration`` holds the weights of a logistic regression over what
    :func:`quoteattr.extraction.linking.evidence` gives, the bias last.
    """

    outermost: float
    nested: float
    calibration: tuple[float, ...]


@frozen(eq=False)
class Model:
    """A tagger ready to use."""

    vocabularies: Mapping[str, Vocabulary]
    weights: Weights
    vectors: Floats
    settings: Settings

    def encode(self, tokens: Tokens) -> Floats:
        """One vector a token."""
        return encode(
            self.weights,
            codes(tokens, self.vocabularies),
            child_bits(tokens, self.vocabularies["DEP"]),
            self.vectors[self.vocabularies["LOWER"].encode(tokens.lower)],
            neighbours(tokens),
        )


def code_offsets(vocabularies: Mapping[str, Vocabulary]) -> Ints:
    """Where the rows of each feature start in the one table of codes; the table's size last."""
    sizes = [len(vocabularies[name]) for name in STRING_FEATURES] + list(FORM_FEATURES.values())
    return np.cumsum([0, *sizes])


def codes(tokens: Tokens, vocabularies: Mapping[str, Vocabulary]) -> Ints:
    """The row of each feature of each token in the one table of codes: shape (n, features)."""
    columns = np.concatenate([encode_strings(tokens, vocabularies), tokens.forms], axis=1)
    return columns + code_offsets(vocabularies)[:-1]


def load_model(name: str) -> Model:
    """A shipped model by its name, loaded once.

    Raises :class:`~quoteattr.errors.InputValueError` for an unknown name.
    """
    if not isinstance(name, str):
        raise InputTypeError(f"model must be the name of a model, not {type(name).__name__}: {name!r:.80}")
    if name not in MODELS:
        raise InputValueError(f"there is no model {name!r:.80}; choose one of: {', '.join(MODELS)}")
    return read_model(MODELS[name])


@cache
def read_model(path: Path) -> Model:
    """The model in a file this module's docstring describes.

    Raises :class:`~quoteattr.errors.MissingModelError` where the file is missing or broken.
    """
    try:
        settings = json.loads(path.with_suffix(".json").read_text(encoding="utf8"))["settings"]
        return read_arrays(path, Settings(**settings))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error) as error:
        raise MissingModelError(
            f"the model file {path} cannot be read ({error}); reinstall quoteattr"
        ) from error


def read_arrays(path: Path, settings: Settings) -> Model:
    """A model of the arrays in a file and these settings."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        arrays = dict(archive)
    vocabularies, weights = {}, {}
    for name, array in arrays.items():
        if name.startswith("vocabulary."):
            vocabularies[name.removeprefix("vocabulary.")] = Vocabulary.from_hashes(array)
        elif not name.startswith("words"):
            weights[name] = array.astype(np.float32)
    return Model(vocabularies, weights, read_vectors(path)[1], settings)


def read_vectors(path: Path) -> tuple[Vocabulary, Floats]:
    """The words that a model has vectors of, and the vectors: a row a code, the first for words unknown."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        vectors: Floats = archive["words"] * archive["words.scale"].astype(np.float32)
        return Vocabulary.from_hashes(archive["vocabulary.LOWER"]), vectors


def write_arrays(
    path: Path, vocabularies: Mapping[str, Vocabulary], weights: Weights, vectors: Floats
) -> None:
    """Write the arrays of a model, without its settings."""
    scale = np.abs(vectors).max(axis=0) / 127
    arrays: dict[str, NDArray[Any]] = {f"vocabulary.{k}": v.in_order() for k, v in vocabularies.items()}
    arrays |= {name: weight.astype(np.float16) for name, weight in weights.items()}
    arrays |= {"words.scale": scale, "words": np.round(vectors / scale).astype(np.int8)}
    np.savez_compressed(path, allow_pickle=False, **arrays)
