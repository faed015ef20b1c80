"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): attributions and speakers over a text.

An attribution is an Annotation whose targets are the pieces of its content. Its bodies are the other
parts, as segments of the same text; kind and mode, as tags; the speaker and the parent, as links. A
speaker is an Annotation that identifies its mentions. Each segment has two selectors: one by position,
in code points, end exclusive, one by the words with some of what stands around them.

Terms of the annotation context suffice but for the confidence, which is ITS 2.0's
(https://www.w3.org/TR/its20/#textanalysis).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quoteattr.document import Attribution, Document, Speaker
from quoteattr.errors import InputValueError, QuoteattrError
from quoteattr.export._iris import iri_of, name_within, within
from quoteattr.spans import Span

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"itsrdf": "http://www.w3.org/2005/11/its/rdf#"}]
_ROLE, _CONFIDENCE = "schema:roleName", "itsrdf:taConfidence"
_PARTS = ("source", "cue", "medium", "addressee")
_LINKS = ("speaker", "parent")
_AROUND = 32


def to_web_annotation(document: Document) -> dict[str, Any]:
    """A document as an AnnotationPage, JSON-ready. It leaves out the text alone.

    The annotated resource is the document's id where that is a web address, else a UUID made from it.
    """
    iri = iri_of(document.key)
    about = {
        "id": iri,
        "type": "schema:NewsArticle",
        "schema:identifier": document.id,
        "schema:publisher": document.source,
        "schema:datePublished": document.published and document.published.isoformat(),
    }
    speakers = (_speaker(document, iri, speaker) for speaker in document.speakers)
    attributions = (_attribution(document, iri, attribution) for attribution in document.attributions)
    return {
        "@context": _CONTEXT,
        "id": within(iri, "page", "1"),
        "type": "AnnotationPage",
        "schema:about": {name: value for name, value in about.items() if value is not None},
        "items": [*speakers, *attributions],
    }


def from_web_annotation(page: Mapping[str, Any], text: str) -> Document:
    """Read what :func:`to_web_annotation` wrote, over the text that it is about.

    Raises :class:`~quoteattr.errors.InputValueError` where it is not such a page, or the text does
    not have the words that the selectors quote, at their place.
    """
    try:
        about, items = page["schema:about"], page["items"]
        return Document(
            text=text,
            id=about.get("schema:identifier"),
            source=about.get("schema:publisher"),
            published=about.get("schema:datePublished"),
            speakers=[_read_speaker(i, text) for i in items if i["motivation"] == "identifying"],
            attributions=[_read_attribution(i, text) for i in items if i["motivation"] == "describing"],
        )
    except QuoteattrError:
        raise
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise InputValueError(f"this is no page that to_web_annotation wrote: {error!r}") from error


def _speaker(document: Document, iri: str, speaker: Speaker) -> dict[str, Any]:
    return {
        "id": within(iri, "speaker", speaker.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            _words("identifying", speaker.name),
            _words("tagging", speaker.kind),
            *(_words("describing", title) for title in speaker.titles),
        ],
        "target": [_segment(document.text, iri, span) for span in speaker.mentions] or iri,
    }


def _attribution(document: Document, iri: str, of: Attribution) -> dict[str, Any]:
    return {
        "id": within(iri, "attribution", of.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [_words("tagging", of.kind), _words("tagging", of.mode), *_bodies(document, iri, of)],
        "target": [_segment(document.text, iri, span) for span in of.content],
        _CONFIDENCE: of.confidence,
    }


def _bodies(document: Document, iri: str, of: Attribution) -> Iterator[dict[str, Any]]:
    parts = {"source": of.source, "cue": of.cue, "medium": (of.medium,), "addressee": (of.addressee,)}
    for role, spans in parts.items():
        for span in spans:
            if span is not None:
                yield _segment(document.text, iri, span) | {"purpose": "describing", _ROLE: role}
    if of.speaker is not None:
        yield _link("identifying", "speaker", within(iri, "speaker", of.speaker))
    if of.parent is not None:
        yield _link("linking", "parent", within(iri, "attribution", of.parent))


def _words(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _link(purpose: str, role: str, to: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "purpose": purpose, _ROLE: role, "source": to}


def _segment(text: str, iri: str, span: Span) -> dict[str, Any]:
    quoted = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(span.start - _AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    placed = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": iri, "selector": [placed, quoted]}


def _read_speaker(item: Mapping[str, Any], text: str) -> Speaker:
    name, kind, *titles = (body["value"] for body in item["body"])
    mentions = item["target"] if isinstance(item["target"], list) else []
    return Speaker(
        id=name_within(item["id"]),
        name=name,
        kind=kind,
        titles=titles,
        mentions=[_read_segment(segment, text) for segment in mentions],
    )


def _read_attribution(item: Mapping[str, Any], text: str) -> Attribution:
    bodies = item["body"]
    kind, mode = (body["value"] for body in bodies if body["purpose"] == "tagging")
    spans = {
        role: [_read_segment(body, text) for body in bodies if body.get(_ROLE) == role] for role in _PARTS
    }
    links = {role: name_within(b["source"]) for b in bodies if (role := b.get(_ROLE)) in _LINKS}
    return Attribution(
        id=name_within(item["id"]),
        kind=kind,
        mode=mode,
        content=[_read_segment(segment, text) for segment in item["target"]],
        source=spans["source"],
        cue=spans["cue"],
        medium=next(iter(spans["medium"]), None),
        addressee=next(iter(spans["addressee"]), None),
        speaker=links.get("speaker"),
        parent=links.get("parent"),
        confidence=item[_CONFIDENCE],
    )


def _read_segment(segment: Mapping[str, Any], text: str) -> Span:
    placed, quoted = segment["selector"]
    span = Span(placed["start"], placed["end"])
    if span.of(text) != quoted["exact"]:
        raise InputValueError(
            f"another text was annotated: it had {quoted['exact']!r:.80} where this one has "
            f"{span.of(text)!r:.80}"
        )
    return span
