"""The spaCy component: ``nlp.add_pipe("quoteattr")``.

A Doc holds its attributions as plain data: spans labelled SOURCE, CUE, CONTENT, MEDIUM and ADDRESSEE,
with the attribution's id, in ``doc.spans[spans_key]``, and in that group's ``attrs`` the dict that
:meth:`Document.to_dict` gives, without the text. So they go wherever spaCy takes a Doc: to bytes, to a
DocBin, to another process. ``doc._.attributions`` and ``doc._.speakers`` build the values from it.

The extensions are there once this module is imported, which spaCy does when it needs the component.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.scorer import PRFScore
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as TokenSpan
from spacy.training import Example

from quoteattr.document import Attribution, Document, Speaker
from quoteattr.errors import InputTypeError, InputValueError, MissingModelError
from quoteattr.extraction.parsing import INSTALL
from quoteattr.extraction.pipeline import attribute, check_confidence
from quoteattr.extraction.tagging.model import load_model
from quoteattr.scoring import Parts, pair, trimmed
from quoteattr.spans import Span

SPANS_KEY = "quoteattr"
LABELS = ("SOURCE", "CUE", "CONTENT", "MEDIUM", "ADDRESSEE")
_REQUIRED = {"TAG": "tagger", "DEP": "parser", "ENT_IOB": "ner"}
_FIGURES = {
    "attribution": Parts.agrees,
    "cue": Parts.agrees_in_cue,
    "content": Parts.agrees_in_content,
}


class QuoteAttributor(Pipe):
    """Tells who said what in a parsed Doc.

    ``model`` is "light" or "accurate", as for :func:`quoteattr.extract`; attributions whose confidence is
    under ``min_confidence`` (0..1) are left out.

    Raises :class:`~quoteattr.errors.InputValueError` for an unknown model or no such confidence, and for
    a Doc that was not tagged, parsed and searched for names before,
    :class:`~quoteattr.errors.MissingModelError`.
    """

    def __init__(
        self,
        name: str = "quoteattr",
        *,
        model: str = "light",
        min_confidence: float = 0.0,
        spans_key: str = SPANS_KEY,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        load_model(model)
        self.name = name
        # By its name, so that the component is small to send to another process.
        self.model_name = model
        self.min_confidence = check_confidence(min_confidence)
        self.cfg = {"spans_key": spans_key}
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Add the attributions to a Doc."""
        _check_annotated(doc, self.name)
        model = load_model(self.model_name)
        document = attribute(doc, model, min_confidence=self.min_confidence, text=doc.text)
        return annotate(doc, document, spans_key=self.cfg["spans_key"])


@Language.factory(
    "quoteattr",
    assigns=["doc.spans", "doc._.attributions", "doc._.speakers"],
    requires=["token.tag", "token.lemma", "token.dep", "token.head", "doc.sents", "doc.ents"],
    default_config={
        "model": "light",
        "min_confidence": 0.0,
        "spans_key": SPANS_KEY,
        "scorer": {"@scorers": "quoteattr.scorer.v1"},
    },
    default_score_weights={
        f"{SPANS_KEY}_attribution_f": 1.0,
        **dict.fromkeys((f"{SPANS_KEY}_cue_f", f"{SPANS_KEY}_content_f"), 0.0),
    },
)
def make_component(
    nlp: Language,
    name: str,
    model: str,
    min_confidence: float,
    spans_key: str,
    scorer: Callable[..., dict[str, Any]] | None,
) -> QuoteAttributor:
    """The component by its configuration; ``nlp`` is what spaCy gives every factory."""
    return QuoteAttributor(
        name, model=model, min_confidence=min_confidence, spans_key=spans_key, scorer=scorer
    )


def annotate(doc: Doc, document: Document, *, spans_key: str = SPANS_KEY) -> Doc:
    """Put the attributions of a document, found or gold, into the Doc of the same text.

    Its spans are those of the tokens that an attribution's spans touch; the data beside them has the
    exact offsets. Raises :class:`~quoteattr.errors.InputValueError` where the texts differ.
    """
    if document.text != doc.text:
        raise InputValueError("the Doc and the document have different texts; annotate a Doc of its text")
    data = document.to_dict()
    del data["text"]
    spans = [span for attribution in document.attributions for span in _token_spans(doc, attribution)]
    doc.spans[spans_key] = SpanGroup(doc, name=spans_key, attrs=data, spans=spans)
    return doc


def to_document(doc: Doc, *, spans_key: str | None = None) -> Document:
    """The attributions and speakers of a Doc as a Document; without any where none were looked for.

    Without a key, they are those under "quoteattr", or else under the one key that has any. Raises
    :class:`~quoteattr.errors.InputValueError` where several keys have and none is called so, and
    where there are none under the key given.
    """
    if not isinstance(doc, Doc):
        raise InputTypeError(f"doc must be a spaCy Doc, not {type(doc).__name__}: {doc!r:.80}")
    keys = [key for key, group in doc.spans.items() if "attributions" in group.attrs]
    chosen = _choose(doc, keys) if spans_key is None else spans_key
    if chosen is None:
        return Document(text=doc.text)
    if chosen not in keys:
        raise InputValueError(
            f"doc.spans[{chosen!r}] holds no attributions; this Doc has some under {keys}. The component "
            "or quoteattr.component.annotate puts them there; Doc.from_docs leaves them out"
        )
    return Document.from_dict({"text": doc.text, **doc.spans[chosen].attrs})


def _choose(doc: Doc, keys: Sequence[str]) -> str | None:
    if SPANS_KEY in keys or doc.spans.get(SPANS_KEY):
        return SPANS_KEY
    if len(keys) > 1:
        raise InputValueError(
            f"this Doc has attributions under {', '.join(keys)}; "
            "choose: quoteattr.component.to_document(doc, spans_key=...)"
        )
    return keys[0] if keys else None


def _token_spans(doc: Doc, attribution: Attribution) -> Iterator[TokenSpan]:
    for label, spans in zip(LABELS, _parts(attribution), strict=True):
        for span in spans:
            tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
            assert tokens is not None, "a Document's spans are within its text"
            yield TokenSpan(doc, tokens.start, tokens.end, label=label, span_id=attribution.id)


def _parts(attribution: Attribution) -> tuple[tuple[Span, ...], ...]:
    """The spans of an attribution in the order of the labels."""
    medium, addressee = ((span,) if span else () for span in (attribution.medium, attribution.addressee))
    return attribution.source, attribution.cue, attribution.content, medium, addressee


def _check_annotated(doc: Doc, name: str) -> None:
    lacking = [component for attribute, component in _REQUIRED.items() if not doc.has_annotation(attribute)]
    if lacking:
        raise MissingModelError(
            f"the component {name!r} got a Doc that no {' and no '.join(lacking)} has read; put it after "
            f"them, in a full English pipeline: {INSTALL}"
        )


def make_scorer() -> Callable[..., dict[str, Any]]:
    """What spaCy's registry has as "quoteattr.scorer.v1"."""
    return score


def score(examples: Iterable[Example], *, spans_key: str = SPANS_KEY, **_: Any) -> dict[str, float | None]:
    """Precision, recall and F1 (0..1) of attributions, cues and contents, as :mod:`quoteattr.scoring` tells.

    Gold attributions stand in the references' ``doc.spans[spans_key]``; references without are left out,
    and all figures are None where there are no others. Only outermost attributions count, as corpora
    mark no others.
    """
    tallies = {figure: PRFScore() for figure in _FIGURES}
    marked = [example for example in examples if spans_key in example.reference.spans]
    for example in marked:
        predicted, gold = (
            _outermost(to_document(doc, spans_key=spans_key))
            for doc in (example.predicted, example.reference)
        )
        pairs = pair(predicted, gold)
        for figure, agrees in _FIGURES.items():
            right = sum(agrees(predicted[i], gold[j]) for i, j in pairs)
            tallies[figure] += PRFScore(tp=right, fp=len(predicted) - right, fn=len(gold) - right)
    return {
        f"{spans_key}_{figure}_{name}": value if marked else None
        for figure, tally in tallies.items()
        for name, value in (("p", tally.precision), ("r", tally.recall), ("f", tally.fscore))
    }


def _outermost(document: Document) -> list[Parts]:
    return [
        Parts.of(*(trimmed(spans, document.text) for spans in (a.source, a.cue, a.content)))
        for a in document.attributions
        if a.parent is None
    ]


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    return to_document(doc).attributions


def _speakers(doc: Doc) -> tuple[Speaker, ...]:
    return to_document(doc).speakers


Doc.set_extension("attributions", getter=_attributions, force=True)
Doc.set_extension("speakers", getter=_speakers, force=True)
