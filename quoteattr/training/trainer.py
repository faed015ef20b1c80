"""The whole of training: a corpus in, a model file out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from quoteattr.errors import InputValueError
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.reading.features import STRING_FEATURES, Vocabulary, read_tokens
from quoteattr.extraction.tagging.model import WordTable, write_arrays
from quoteattr.training.corpus import Article, align, read_corpus
from quoteattr.training.embedding import Embedding, Encoder
from quoteattr.training.fitting import Plan, fit, to_example

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A string seen less often than this in the corpus gets no code of its own.
_LEAST_COUNTS = {"LEMMA": 4, "TAG": 1, "DEP": 1, "ENT_TYPE": 1, "SHAPE": 20, "SUFFIX": 20}


def train(corpora: Sequence[Path], nested: Path | None, out: Path, embedding: Embedding, plan: Plan) -> None:
    """Train the network on corpora and write its files; settings are chosen apart, on other texts.

    ``nested`` marks what the first corpus leaves out, as :func:`~quoteattr.training.corpus.read_corpus`
    has it. ``embedding`` gives the word vectors, and is trained too where it can be. The same corpora,
    pipeline, embedding and plan give the same model on one machine.
    """
    first, *others = corpora
    articles = [*read_corpus(first, nested), *(a for path in others for a in read_corpus(path))]
    if not any(article.gold for article in articles):
        raise InputValueError(f"{', '.join(map(str, corpora))}: no attributions to learn from")
    docs = _parse(articles)
    vocabularies = count_strings(docs)
    read = ((article, read_tokens(doc)) for article, doc in zip(articles, docs, strict=True))
    examples = [
        to_example(tokens, align(tokens, article), vocabularies, embedding.read(tokens))
        for article, tokens in read
    ]
    with tqdm(total=plan.epochs, desc="training", unit="epoch") as bar:

        def report(loss: float) -> None:
            bar.set_postfix(loss=f"{loss:.3f}")
            bar.update()

        network = fit(examples, vocabularies, embedding, plan, report)
    write_arrays(out, vocabularies, network.weights(), embedding.words)
    if isinstance(embedding, Encoder):
        from quoteattr.training.exporting import export

        export(embedding, out.with_suffix(".onnx"))


def distil_words(corpus: Path, encoder: Path, out: Path) -> None:
    """Write a file of word vectors alone, distilled from the encoder in a folder."""
    from quoteattr.training.vectors import choose_words, distil

    words = choose_words(read_corpus(corpus))
    write_arrays(out, {}, {}, WordTable(Vocabulary.of(words), distil(words, encoder)))


def _parse(articles: Sequence[Article]) -> list[Doc]:
    texts = (article.text for article in articles)
    return list(tqdm(parse(texts, default_pipeline()), total=len(articles), desc="parsing", unit="article"))


def count_strings(docs: Iterable[Doc]) -> dict[str, Vocabulary]:
    """A vocabulary for each string feature, of the strings that are frequent enough."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in STRING_FEATURES}
    for doc in docs:
        for name, counter in counts.items():
            counter.update(getattr(token, f"{name.lower()}_") for token in doc)
    return {
        name: Vocabulary.of(sorted(s for s, n in counter.items() if s and n >= _LEAST_COUNTS[name]))
        for name, counter in counts.items()
    }
