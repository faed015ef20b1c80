"""schema.org as JSON-LD, to be put into a page: ``Quotation`` for what is quoted, ``Claim`` for claims.

It is never ``ClaimReview``: that holds a verdict, and this package gives none. Nor is a speaker ever
the ``creator`` of a quotation, but its ``spokenByCharacter``, which schema.org defines as whom it is
attributed to within the work that contains it (https://schema.org/spokenByCharacter).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from quoteattr.document import Attribution, Document, Speaker, SpeakerKind, Statement
from quoteattr.export._iris import iri_of, within

if TYPE_CHECKING:
    from quoteattr.claims import Claim

_CONTEXT = "https://schema.org"
# A group is neither of the types that schema.org has for speakers, and of the unknown nothing is known.
_TYPES: dict[SpeakerKind, str] = {
    "person": "Person",
    "author": "Person",
    "organization": "Organization",
    "document": "CreativeWork",
}


def to_schema_org(document: Document) -> dict[str, Any]:
    """An article and its direct and mixed quotes as a JSON-LD graph.

    A quote that stands in another ``isPartOf`` that one, all others of the article; a medium is the
    ``citation``. The article's ``@id`` is the document's id where that is a web address.

    It cannot be read back. It leaves out indirect attributions, as their words are not quoted, and of
    the others the offsets, source, cue, mode, addressee, confidence and mentions; the text; speakers
    of whom nothing is quoted, and titles of those that are no persons; and a link of a chain that is
    indirect.
    """
    iri = iri_of(document.key)
    quoted = {a.id: a for a in document.attributions if a.kind != "indirect"}
    article = _article(document.key, document.source, document.published)
    quotations = (_quotation(document, iri, attribution, quoted) for attribution in quoted.values())
    return {"@context": _CONTEXT, "@graph": [article, *quotations]}


def claims_to_schema_org(claims: Iterable[Claim]) -> dict[str, Any]:
    """Claims as a JSON-LD graph: each with its speakers and all its appearances, the first one by itself.

    ``text`` is the first wording, ``author`` whom the claim is given to. An appearance is a passage,
    with its own wording, that ``isPartOf`` an article.

    It cannot be read back. It leaves out who said it in which of the passages, chains and conflicts.
    """
    return {"@context": _CONTEXT, "@graph": [_claim(claim) for claim in claims]}


def _quotation(
    document: Document, iri: str, of: Attribution, quoted: dict[str, Attribution]
) -> dict[str, Any]:
    speaker = document.speaker(of)
    around = [link.id for link in document.chain(of)[:-1] if link.id in quoted]
    return _known(
        {
            "@type": "Quotation",
            "@id": within(iri, "attribution", of.id),
            "text": document.words(of.content),
            "spokenByCharacter": speaker and _speaker(speaker),
            "citation": of.medium and of.medium.of(document.text),
            "isPartOf": {"@id": within(iri, "attribution", around[-1]) if around else iri},
        }
    )


def _speaker(speaker: Speaker) -> dict[str, Any]:
    type_ = _TYPES.get(speaker.kind)
    titles = list(speaker.titles) if type_ == "Person" else []
    return _known({"@type": type_, "name": speaker.name, "jobTitle": titles or None})


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "@id": iri_of(f"claim:{claim.id}"),
        "identifier": claim.id,
        "text": claim.first.text,
        "author": [{"name": name} for name in claim.speakers],
        "firstAppearance": _passage(claim.first),
        "appearance": [_passage(statement) for statement in claim.statements],
    }


def _passage(statement: Statement) -> dict[str, Any]:
    document, outlet, published = statement.document, statement.source, statement.published
    return {
        "@type": "CreativeWork",
        "@id": iri_of(statement.id),
        "identifier": statement.id,
        "text": statement.text,
        "isPartOf": _article(document, outlet, published),
    }


def _article(key: str | None, outlet: str | None, published: date | None) -> dict[str, Any]:
    return _known(
        {
            "@type": "NewsArticle",
            "@id": None if key is None else iri_of(key),
            "identifier": key,
            "publisher": None if outlet is None else {"@type": "Organization", "name": outlet},
            "datePublished": published and published.isoformat(),
        }
    )


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}
