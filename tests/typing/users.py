"""What users write, for a type checker: every public name, as strict mypy sees it. Run as a test too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, assert_type

from spacy.tokens import Doc

import quoteattr as qa

TEXT = "“It leaks,” Ada Quill told reporters."
FOUR, FIVE = (
    "The pier will close in four weeks, Quill told us",
    "The pier will close in five weeks, Quill told us",
)


def nobody(doc: Doc, attributions: Sequence[qa.Attribution], /) -> qa.Resolution:
    """A resolver of the user's own."""
    return qa.Resolution(speakers=[], speaker_of={})


def build() -> qa.Document:
    """Values made by hand: offsets may be given as pairs, and dates in ISO 8601."""
    quill = qa.Speaker(id="s1", name="Ada Quill", kind="person", titles=["engineer"], mentions=[(12, 21)])
    said = qa.Attribution(
        id="a1",
        content=[qa.Span(0, 11)],
        source=[(12, 21)],
        cue=[(22, 26)],
        kind="direct",
        mode="speech",
        speaker="s1",
        addressee=(27, 36),
        confidence=0.9,
    )
    return qa.Document(text=TEXT, id="n1", published="2031-02-03", attributions=[said], speakers=[quill])


def read(document: qa.Document) -> None:
    """What a document gives."""
    assert_type(document.attributions, tuple[qa.Attribution, ...])
    assert_type(document.speakers, tuple[qa.Speaker, ...])
    assert_type(document.statements(), tuple[qa.Statement, ...])
    assert_type(document.published, date | None)
    assert_type(document.to_dict(), dict[str, Any])
    assert_type(qa.Document.from_dict(document.to_dict()), qa.Document)
    for attribution in document.attributions:
        assert_type(attribution.content, tuple[qa.Span, ...])
        assert_type(attribution.medium, qa.Span | None)
        assert_type(attribution.kind, Literal["direct", "mixed", "indirect"])
        assert_type(attribution.mode, Literal["speech", "attitude"])
        assert_type(attribution.parent, str | None)
        assert_type(document.chain(attribution), tuple[qa.Attribution, ...])
        assert_type(document.speaker(attribution), qa.Speaker | None)
        assert_type(document.words(attribution.cue), str)


def extract() -> list[qa.Document]:
    """From texts to documents."""
    resolver: qa.Resolver = nobody
    assert_type(qa.extract(TEXT, id="n1", source="Coast Post", published=date(2031, 2, 3)), qa.Document)
    articles: list[str | Mapping[str, Any]] = [TEXT, {"text": TEXT, "published": "2031-02-03"}]
    documents = qa.extract_many(articles, min_confidence=0.5, n_process=1, progress=False, resolver=resolver)
    assert_type(documents, Iterator[qa.Document])
    return list(documents)


def compare() -> None:
    """Two statements side by side."""
    comparison = qa.compare(qa.Statement(id="x", text=FOUR, speaker="Ada Quill"), FIVE)
    assert_type(comparison, qa.Comparison)
    assert_type(comparison.relation, Literal["same", "part", "conflict", "stock", "unrelated"])
    assert_type(comparison.score, float)
    for difference in comparison.differences:
        assert_type(difference, qa.Difference)
        assert_type(comparison.words(difference), tuple[str, str])


def track(documents: Sequence[qa.Document]) -> None:
    """Statements and documents to claims."""
    tracker = qa.ClaimTracker()
    tracker.add(documents[:1])
    tracker.add([qa.Statement(id="x", text=FOUR), qa.Statement(id="y", text=FIVE, published="2031-02-04")])
    claims = tracker.claims()
    assert_type(claims, qa.ClaimSet)
    assert_type(qa.track(documents[:1]), qa.ClaimSet)
    assert_type(claims.labels, Mapping[str, str])
    for claim in claims:
        assert_type(claim, qa.Claim)
        assert_type(claim.first, qa.Statement)
        assert_type(claim.variants, tuple[qa.Variant, ...])
        assert_type(claim.conflicts, tuple[qa.Conflict, ...])
        assert_type(claim.timeline(), tuple[tuple[date | None, tuple[qa.Statement, ...]], ...])


def fail() -> str:
    """Errors that are the package's own."""
    try:
        qa.extract(TEXT, published="yesterday")
    except qa.MissingModelError as error:
        return f"no pipeline: {error}"
    except qa.QuoteattrError as error:
        return str(error)
    return ""


def main() -> None:
    """All of it."""
    read(build())
    compare()
    track(extract())
    assert "ISO 8601" in fail()


if __name__ == "__main__":
    main()
