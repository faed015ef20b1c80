"""The spaCy component: what it puts into a Doc, where that survives, how it is scored, and its errors."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

import quoteattr as qa
from quoteattr import component
from quoteattr.component import annotate, to_document
from quoteattr.errors import InputTypeError, InputValueError, MissingModelError, QuoteattrError
from quoteattr.extraction.parsing import default_pipeline
from quoteattr.extraction.tagging.model import MODELS, model_file

TEXT = (
    'Moreau acknowledged "that the dam was a danger to the farms of the lower valley," '
    "Lena Brandt said in an email to reporters. She hopes that it will be drained."
)
TEXTS = [TEXT, "", "“It leaks,” Moreau said.", "The museum opens at nine."]
# Python 3.12 and later warn of any fork beside threads, which numerical libraries keep.
FORKING = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
Labelled = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def parser() -> Language:
    """The installed pipeline, apart from the one that `extract` uses."""
    return spacy.load(str(default_pipeline().path))


@pytest.fixture
def nlp(parser: Language) -> Iterator[Language]:
    """The installed pipeline with the component, under its own name and key."""
    parser.add_pipe("quoteattr")
    yield parser
    for name in parser.component_names:
        if parser.get_pipe_meta(name).factory == "quoteattr":
            parser.remove_pipe(name)


def labelled(doc: Doc, key: str = "quoteattr") -> Labelled:
    return [(span.id_, span.label_, span.text) for span in doc.spans[key]]


def told(doc: Doc) -> tuple[Labelled, tuple[qa.Attribution, ...], tuple[qa.Speaker, ...]]:
    """All that the component puts into a Doc."""
    return labelled(doc), doc._.attributions, doc._.speakers


def test_a_doc_has_its_attributions_as_spans_and_as_values(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [(a.kind, a.mode) for a in doc._.attributions] == [
        ("mixed", "speech"),
        ("direct", "speech"),
        ("indirect", "attitude"),
    ]
    assert ("a1", "SOURCE", "Lena Brandt") in labelled(doc)
    assert ("a1", "MEDIUM", "an email") in labelled(doc)
    assert ("a1", "ADDRESSEE", "reporters") in labelled(doc)
    assert ("a3", "CUE", "hopes") in labelled(doc)
    assert [speaker.name for speaker in doc._.speakers] == ["Lena Brandt", "Moreau"]


def test_it_gives_what_extract_gives_where_the_doc_is_read_alike(nlp: Language) -> None:
    assert to_document(nlp(TEXT)) == qa.extract(TEXT)


def test_its_values_can_be_looked_at_without_it() -> None:
    doc = Doc(Vocab(), words=["Nobody", "spoke"])
    assert doc._.attributions == doc._.speakers == ()
    assert to_document(doc) == qa.Document(text="Nobody spoke ")


def test_less_sure_attributions_are_left_out(parser: Language) -> None:
    sure = component.QuoteAttributor(min_confidence=0.9)
    assert to_document(sure(parser(TEXT))) == qa.extract(TEXT, min_confidence=0.9)


@pytest.mark.skipif(not model_file("accurate").exists(), reason="the accurate model is not installed")
def test_the_accurate_model_can_be_chosen(parser: Language) -> None:
    assert set(MODELS) == {"light", "accurate"}
    accurate = component.QuoteAttributor(model="accurate")
    assert to_document(accurate(parser(TEXT))) == qa.extract(TEXT, model="accurate")


def test_it_says_what_it_needs_and_gives(nlp: Language) -> None:
    found = nlp.analyze_pipes()
    assert found["summary"]["quoteattr"]["assigns"] == ["doc.spans", "doc._.attributions", "doc._.speakers"]
    assert not found["problems"]["quoteattr"]


# ── Where a Doc goes ─────────────────────────────────────────────────────────────────────────────────


def through_bytes(doc: Doc) -> Doc:
    return Doc(doc.vocab).from_bytes(doc.to_bytes())


def through_doc_bin(doc: Doc) -> Doc:
    packed = DocBin(docs=[doc]).to_bytes()
    return next(DocBin().from_bytes(packed).get_docs(doc.vocab))


def through_pickle(doc: Doc) -> Doc:
    copy: Doc = pickle.loads(pickle.dumps(doc))
    return copy


@pytest.mark.parametrize("travel", [through_bytes, through_doc_bin, through_pickle, Doc.copy])
@pytest.mark.parametrize("text", TEXTS)
def test_attributions_travel_with_the_doc(nlp: Language, travel: Callable[[Doc], Doc], text: str) -> None:
    doc = nlp(text)
    assert told(travel(doc)) == told(doc)


def test_what_a_doc_holds_is_plain_data(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert json.loads(json.dumps(doc.spans["quoteattr"].attrs)) == doc.spans["quoteattr"].attrs
    assert not doc.user_data


@FORKING
def test_two_processes_give_what_one_does(nlp: Language) -> None:
    together = nlp.pipe(TEXTS, n_process=2, batch_size=1)
    assert [told(doc) for doc in together] == [told(nlp(text)) for text in TEXTS]


def test_contexts_stay_with_their_texts(nlp: Language) -> None:
    pairs = nlp.pipe([(text, number) for number, text in enumerate(TEXTS)], as_tuples=True)
    assert [(number, doc.text) for doc, number in pairs] == list(enumerate(TEXTS))


@FORKING
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_the_component_is_sent_to_another_process(nlp: Language, start: str) -> None:
    doc = nlp(TEXT)
    bare = nlp(TEXT, disable=["quoteattr"])
    with ProcessPoolExecutor(1, multiprocessing.get_context(start)) as pool:
        there = pool.submit(nlp.get_pipe("quoteattr"), bare).result(timeout=120)
    assert told(there) == told(doc)


def test_a_pipeline_comes_back_from_disk(nlp: Language, tmp_path: Path) -> None:
    config = {"min_confidence": 0.5, "spans_key": "claims"}
    nlp.add_pipe("quoteattr", "again", config=config)
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    there, here = loaded(TEXT), nlp(TEXT)
    assert told(there) == told(here)
    assert labelled(there, "claims") == labelled(here, "claims")
    assert loaded.get_pipe_config("again")["min_confidence"] == 0.5


def test_a_pipeline_comes_back_from_bytes(nlp: Language) -> None:
    loaded = spacy.util.load_model_from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert told(loaded(TEXT)) == told(nlp(TEXT))


def test_registering_twice_changes_nothing(nlp: Language) -> None:
    before = told(nlp(TEXT))
    importlib.reload(component)
    assert told(nlp(TEXT)) == before


# ── Several in one pipeline ──────────────────────────────────────────────────────────────────────────


def test_two_instances_keep_to_their_keys(nlp: Language) -> None:
    nlp.add_pipe("quoteattr", "sure", config={"spans_key": "sure", "min_confidence": 0.999})
    doc = nlp(TEXT)
    assert len(to_document(doc, spans_key="sure").attributions) < len(doc._.attributions)
    assert to_document(doc) == to_document(doc, spans_key="quoteattr")


def test_of_two_keys_one_has_to_be_chosen(nlp: Language) -> None:
    document = to_document(nlp(TEXT))
    doc = nlp.make_doc(TEXT)
    annotate(doc, document, spans_key="mine")
    assert doc._.attributions == document.attributions
    annotate(doc, document, spans_key="yours")
    with pytest.raises(InputValueError, match=r"under mine, yours; choose: .*spans_key="):
        doc._.attributions  # noqa: B018
    assert to_document(doc, spans_key="yours") == document


# ── Scores ───────────────────────────────────────────────────────────────────────────────────────────


def test_evaluate_scores_by_the_registered_scorer(nlp: Language) -> None:
    gold = qa.Document(
        text="“It leaks,” Moreau said. He fears that it will break.",
        attributions=[
            qa.Attribution(id="a1", content=[(0, 11)], source=[(12, 18)], cue=[(19, 23)], kind="direct"),
            qa.Attribution(id="a2", content=[(33, 53)], source=[(25, 27)], cue=[(28, 32)], mode="attitude"),
        ],
    )
    reference = annotate(nlp.make_doc(gold.text), gold)
    wrong = annotate(nlp.make_doc(gold.text), qa.Document(text=gold.text, attributions=gold.attributions[:1]))
    scores = nlp.evaluate([Example(nlp.make_doc(gold.text), reference)])
    assert scores["quoteattr_attribution_f"] == scores["quoteattr_cue_f"] == 1.0
    halved = component.score([Example(wrong, reference)])
    assert (halved["quoteattr_attribution_p"], halved["quoteattr_attribution_r"]) == (1.0, 0.5)


def test_what_has_no_gold_is_not_scored(nlp: Language) -> None:
    scores = nlp.evaluate([Example(nlp.make_doc(TEXT), nlp.make_doc(TEXT))])
    assert scores["quoteattr_attribution_f"] is None


# ── displaCy ─────────────────────────────────────────────────────────────────────────────────────────


def test_displacy_shows_the_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    html = displacy.render(doc, style="span", options={"spans_key": "quoteattr"}, jupyter=False)
    assert all(label in html for label in {span.label_ for span in doc.spans["quoteattr"]})


# ── Errors ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_doc_that_nothing_has_read_is_an_error_that_says_what_lacks() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("quoteattr")
    with pytest.raises(MissingModelError, match="no tagger and no parser and no ner has read"):
        blank("Moss said it fell.")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"model": "heavy"}, "no model 'heavy'; choose one of: light, accurate"),
        ({"min_confidence": 1.5}, "min_confidence must be between 0 and 1"),
    ],
)
def test_what_cannot_be_configured_is_an_error(
    parser: Language, config: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputValueError, match=message):
        parser.add_pipe("quoteattr", "odd", config=config)
    assert "odd" not in parser.component_names


def test_a_document_of_another_text_is_an_error(parser: Language) -> None:
    with pytest.raises(InputValueError, match="different texts"):
        annotate(parser.make_doc("Moss said so."), qa.Document(text="Moss did not."))


def test_a_key_that_holds_no_attributions_is_an_error_that_lists_those_that_do(nlp: Language) -> None:
    doc = nlp(TEXT)
    doc.spans["others"] = [doc[0:1]]
    for key in ("others", "absent"):
        with pytest.raises(InputValueError, match=r"holds no attributions; .* under \['quoteattr'\]"):
            to_document(doc, spans_key=key)


def test_only_a_doc_has_attributions() -> None:
    with pytest.raises(InputTypeError, match="must be a spaCy Doc, not str") as raised:
        to_document(TEXT)  # type: ignore[arg-type]
    assert isinstance(raised.value, QuoteattrError)
