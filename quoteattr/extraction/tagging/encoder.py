"""Word vectors that depend on the words around: an encoder in ONNX format, run over each window alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from quoteattr.errors import MissingExtraError, MissingModelError
from quoteattr.extraction.reading.features import Floats, Tokens
from quoteattr.extraction.tagging.pieces import cut_windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

INSTALL = "pip install 'quoteattr[accurate]'"


@frozen(eq=False)
class Encoder:
    """A fine-tuned encoder with its tokenizer."""

    session: InferenceSession
    tokenizer: Tokenizer

    @classmethod
    def read(cls, encoder: Path) -> Encoder:
        """The encoder in an ``.onnx`` file with a ``tokenizer.json`` beside it.

        Raises :class:`~quoteattr.errors.MissingExtraError` where the packages to run it are missing,
        and :class:`~quoteattr.errors.MissingModelError` where a file is missing or broken.
        """
        try:
            return cls(_read_session(encoder), read_tokenizer(encoder.with_name("tokenizer.json")))
        except ImportError as error:
            raise MissingExtraError(f"this model needs {error.name}; run: {INSTALL}") from error
        except Exception as error:  # neither package has a family of exceptions of its own
            raise MissingModelError(
                f"the encoder {encoder} cannot be read ({error}); reinstall it"
            ) from error

    def __call__(self, tokens: Tokens) -> Floats:
        """A vector a token, its first piece's; zeros for a token without one."""
        (output,) = self.session.get_outputs()
        vectors = np.zeros((len(tokens), output.shape[-1]), dtype=np.float32)
        for window in cut_windows(tokens, self.tokenizer):
            # A window by itself: int8 scales are taken over all that is run at a time.
            (states,) = self.session.run(None, {"input_ids": window.ids[None]})
            vectors[window.tokens] = states[0, window.first]
        return vectors


def _read_session(encoder: Path) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    # More threads would add up in another order, and so give other numbers on other machines.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(encoder.read_bytes(), options, providers=["CPUExecutionProvider"])


def read_tokenizer(file: Path) -> Tokenizer:
    """A tokenizer that leaves cutting and padding to :mod:`quoteattr.extraction.tagging.pieces`."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
