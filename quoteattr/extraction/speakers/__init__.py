"""Who each source is, over the whole document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from quoteattr.document import Attribution, Speaker
from quoteattr.extraction.resolver import Resolution
from quoteattr.extraction.speakers.discourse import Entity
from quoteattr.extraction.speakers.identities import identify
from quoteattr.extraction.speakers.mentions import Mention, Reader
from quoteattr.extraction.speakers.names import find_names
from quoteattr.extraction.speakers.references import Linker, in_reading_order
from quoteattr.extraction.speakers.sources import Sources
from quoteattr.extraction.speakers.syntax import Syntax, read_syntax
from quoteattr.extraction.speakers.voices import Voices
from quoteattr.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["resolve_speakers"]


def resolve_speakers(doc: Doc, attributions: Sequence[Attribution]) -> Resolution:
    """Tell the speakers of a document from the sources of its attributions.

    Speakers are numbered s1, s2, ... in the order in which they first speak, so that no text
    appended changes the ids before it. An attribution whose speaker can't be told is left out.
    """
    syntax = read_syntax(doc)
    names = find_names(syntax)
    reader = Reader(syntax, names)
    readable = Sources(syntax, reader)
    read = {a.id: readable.read(syntax.tokens_of(a.source)) for a in attributions}
    sources = {key: mentions[0] if mentions else None for key, mentions in read.items()}
    identities = dict(zip(names, identify(names), strict=True))
    linker = Linker(syntax, identities, _quoted_by(syntax, attributions, sources))
    for mention in in_reading_order([*chain.from_iterable(read.values()), *reader.mentions()]):
        linker.link(mention)
    return _resolution(syntax, Voices(syntax, linker, sources).of(attributions))


def _quoted_by(
    syntax: Syntax, attributions: Sequence[Attribution], sources: Mapping[str, Mention | None]
) -> dict[int, Mention | None]:
    """The source of the innermost content that each token stands in."""
    outer_first = sorted(attributions, key=lambda a: a.content[0].start - a.content[-1].end)
    return {token: sources[a.id] for a in outer_first for token in syntax.tokens_of(a.content)}


def _resolution(syntax: Syntax, speaking: Mapping[str, Entity]) -> Resolution:
    ids: dict[Entity, str] = {}
    for entity in speaking.values():
        ids.setdefault(entity, f"s{len(ids) + 1}")
    return Resolution(
        speakers=[_speaker(syntax, number, entity) for entity, number in ids.items()],
        speaker_of={key: ids[entity] for key, entity in speaking.items()},
    )


def _speaker(syntax: Syntax, number: str, entity: Entity) -> Speaker:
    return Speaker(
        id=number,
        name=entity.name,
        kind=entity.kind,
        titles=entity.titles,
        mentions=_apart(syntax.span(*tokens) for tokens in sorted(set(entity.mentions))),
    )


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
