"""Whose voice each attribution is: its source's, or, for an 'I' or a 'you', its parent's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from quoteattr.document import Attribution
from quoteattr.extraction.speakers.discourse import Entity
from quoteattr.extraction.speakers.mentions import Mention, pronoun_of
from quoteattr.extraction.speakers.references import Linker
from quoteattr.extraction.speakers.syntax import Syntax
from quoteattr.spans import Span

_SPEAK_AS_WE = frozenset({"organization", "group", "document", "author"})
_NEAR = 3


class Voices:
    """Finds who speaks, once all sources are linked."""

    def __init__(self, syntax: Syntax, linker: Linker, sources: Mapping[str, Mention | None]) -> None:
        self._syntax = syntax
        self._linker = linker
        self._sources = sources
        self._author = Entity("author", "the author")

    def of(self, attributions: Sequence[Attribution]) -> dict[str, Entity]:
        """The speaker of each attribution, by its id; one that can't be told is left out."""
        by_id = {a.id: a for a in attributions}
        found: dict[str, Entity | None] = {}
        for attribution in attributions:
            links: dict[str, Attribution] = {}
            at: Attribution | None = attribution
            while at is not None and at.id not in found and at.id not in links:
                links[at.id] = at
                at = by_id.get(at.parent or "")
            for link in reversed(links.values()):
                found[link.id] = self._speaker(link, by_id.get(link.parent or ""), found)
        for before, after in pairwise(attributions):
            if not after.source and self._goes_on(before, after):
                found[after.id] = found[before.id]
        return {key: entity for key, entity in found.items() if entity is not None}

    def _speaker(
        self, attribution: Attribution, parent: Attribution | None, found: Mapping[str, Entity | None]
    ) -> Entity | None:
        source = self._sources[attribution.id]
        if source is None:
            return None
        person = pronoun_of(self._syntax, source.head) if source.form == "pronoun" else None
        if person not in ("first", "second"):
            return self._linker.meaning.get(source.place)
        if parent is not None:
            entity = self._addressee(parent) if person == "second" else found.get(parent.id)
        else:
            is_author = person == "first" and not self._syntax.quoted[source.head]
            entity = self._author if is_author else None
        if entity is None or (self._is_we(source) and entity.kind not in _SPEAK_AS_WE):
            return None
        entity.mentions.append((source.start, source.end))
        return entity

    def _goes_on(self, before: Attribution, after: Attribution) -> bool:
        """Whether nothing but punctuation stands between two attributions and brings in the second."""
        text = self._syntax.text
        cue = "".join(span.of(text) for span in after.cue)
        start, end = after.content[0].start, max(span.end for span in before.spans())
        between = text[end:start]
        return after.parent == before.parent and end <= start and not any(map(str.isalnum, cue + between))

    def _is_we(self, source: Mention) -> bool:
        return self._syntax.words[source.head].casefold() in ("we", "us", "our", "ours", "ourselves")

    def _addressee(self, attribution: Attribution) -> Entity | None:
        """Whom the words are said to: the addressee, or else the object of the cue."""
        if attribution.addressee is None:
            tokens = self._objects(attribution.cue)
        else:
            tokens = self._syntax.tokens_of([attribution.addressee])
        meant = (self._linker.meaning_at(token) for token in tokens)
        return next((entity for entity in meant if entity is not None), None)

    def _objects(self, cue: Sequence[Span]) -> list[int]:
        syntax = self._syntax
        verbs = syntax.tokens_of(cue)
        after = range(verbs[-1] + 1, min(verbs[-1] + 1 + _NEAR, len(syntax.words))) if verbs else ()
        return [i for i in after if syntax.heads[i] in verbs and syntax.deps[i] in ("dobj", "dative")]
