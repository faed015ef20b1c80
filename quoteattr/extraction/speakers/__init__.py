"""Who each source is, over the whole document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quoteattr.document import Attribution, Span, Speaker
from quoteattr.extraction.resolver import Resolution
from quoteattr.extraction.speakers.discourse import Entity
from quoteattr.extraction.speakers.linking import Linker, in_reading_order
from quoteattr.extraction.speakers.mentions import Mention, Reader, pronoun_of
from quoteattr.extraction.speakers.names import find_names, identify
from quoteattr.extraction.speakers.syntax import Syntax, read_syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["resolve_speakers"]


def resolve_speakers(doc: Doc, attributions: Sequence[Attribution]) -> Resolution:
    """Tell the speakers of a document from its attributions' sources.

    Speakers are numbered s1, s2, ... in the order in which they are first sources. An attribution
    whose speaker can't be told with enough certainty is left out.
    """
    syntax = read_syntax(doc)
    names = find_names(syntax)
    reader = Reader(syntax, names)
    sources = {a.id: reader.source(syntax.tokens_of(a.source)) for a in attributions}
    linker = Linker(syntax, dict(zip(names, identify(names), strict=True)), _reported(syntax, attributions))
    found = (source for source in sources.values() if source is not None)
    for mention in in_reading_order([*found, *reader.mentions()]):
        linker.link(mention)
    return _resolution(syntax, _speaking(linker, attributions, sources))


def _reported(syntax: Syntax, attributions: Sequence[Attribution]) -> list[bool]:
    reported = [False] * len(syntax.words)
    for attribution in attributions:
        for token in syntax.tokens_of(attribution.content):
            reported[token] = True
    return reported


def _speaking(
    linker: Linker, attributions: Sequence[Attribution], sources: Mapping[str, Mention | None]
) -> dict[str, Entity]:
    """The entity that speaks in each attribution; a first person is who is quoted there."""
    by_id = {a.id: a for a in attributions}
    author = Entity("author", "the author")
    speaking: dict[str, Entity | None] = {}

    def speaker(attribution: Attribution, depth: int = 0) -> Entity | None:
        if attribution.id in speaking or depth > 20:
            return speaking.get(attribution.id)
        source = sources[attribution.id]
        entity = None
        if source is not None:
            entity = linker.discourse.entity_at.get(source.head)
            if source.form == "pronoun" and pronoun_of(linker.syntax, source.head) == "first":
                parent = by_id.get(attribution.parent or "")
                if parent is not None:
                    entity = speaker(parent, depth + 1)
                elif not linker.syntax.quoted[source.head]:
                    entity = author
                if entity is not None:
                    entity.mentions.append((source.start, source.end))
        speaking[attribution.id] = entity
        return entity

    for attribution in attributions:
        speaker(attribution)
    return {key: entity for key, entity in speaking.items() if entity is not None}


def _resolution(syntax: Syntax, speaking: Mapping[str, Entity]) -> Resolution:
    ids: dict[int, str] = {}
    entities: dict[str, Entity] = {}
    for entity in speaking.values():
        entities.setdefault(ids.setdefault(id(entity), f"s{len(ids) + 1}"), entity)
    return Resolution(
        speakers=[_speaker(syntax, number, entity) for number, entity in entities.items()],
        speaker_of={key: ids[id(entity)] for key, entity in speaking.items()},
    )


def _speaker(syntax: Syntax, number: str, entity: Entity) -> Speaker:
    return Speaker(
        id=number,
        name=entity.name,
        kind=entity.kind,
        titles=entity.titles,
        mentions=_apart(syntax.span(*tokens) for tokens in sorted(set(entity.mentions))),
    )


def _apart(spans) -> tuple[Span, ...]:  # type: ignore[no-untyped-def]
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
