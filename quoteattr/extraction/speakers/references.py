"""Which entity each mention means, read once from the start of a text to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quoteattr.document import SpeakerKind
from quoteattr.extraction.speakers.discourse import Clock, Discourse, Entity, weigh
from quoteattr.extraction.speakers.identities import Identity
from quoteattr.extraction.speakers.mentions import Mention, pronoun_of
from quoteattr.extraction.speakers.names import Name
from quoteattr.extraction.speakers.nouns import Nouns
from quoteattr.extraction.speakers.pronouns import antecedent, most_present
from quoteattr.extraction.speakers.syntax import Syntax
from quoteattr.extraction.speakers.titles import titles_of

_LONGEST_PHRASE = 8
_MOST_TITLES = 8


class Linker:
    """Links mentions, given in reading order, to the entities of a discourse.

    ``quoted_by`` gives, for a token in what somebody says, the source of the innermost that says it.
    """

    def __init__(
        self, syntax: Syntax, identities: Mapping[Name, Identity], quoted_by: Mapping[int, Mention | None]
    ) -> None:
        self.meaning: dict[tuple[int, int, bool], Entity] = {}
        self._syntax = syntax
        self._discourse = Discourse(Clock(syntax, quoted_by))
        self._nouns = Nouns(syntax, self._discourse)
        self._identities = identities
        self._quoted_by = quoted_by
        self._named: dict[Identity, Entity] = {}
        self._groups: dict[tuple[int, ...], Entity] = {}
        self._title_tokens: set[int] = set()

    def link(self, mention: Mention) -> None:
        """Settle what one mention means; where that can't be told, it means nothing."""
        if mention.head in self._title_tokens and not mention.is_source:
            return
        entity = self._entity(mention)
        if entity is None:
            return
        syntax, head = self._syntax, mention.head
        self.meaning[mention.place] = entity
        if mention.form != "group" or mention.is_source:
            self._discourse.entity_at[head] = entity
        weight = weigh(syntax, head, mention.is_source, head in self._quoted_by)
        tokens = (mention.start, mention.end)
        if mention.is_source and not syntax.quoted[head] and head not in self._quoted_by:
            self._discourse.teller = entity
        self._discourse.note(entity, head, tokens, weight)

    def meaning_at(self, token: int) -> Entity | None:
        """The entity that the mention with its head at a token means."""
        return self._discourse.entity_at.get(token)

    def _entity(self, mention: Mention) -> Entity | None:
        if mention.form == "name" and mention.name is not None:
            return self._name(mention.name)
        if mention.form == "pronoun":
            return self._pronoun(mention)
        if mention.form == "group":
            return self._group(mention.members)
        return self._nouns.meaning(mention)

    def _name(self, name: Name) -> Entity:
        identity = self._identities[name]
        entity = self._named.get(identity)
        if entity is None:
            entity = self._nouns.completed_by(name) or Entity(identity.kind, identity.name)
            entity.kind, entity.name, entity.gender = identity.kind, identity.name, identity.gender
            entity.named, entity.article = True, identity.after_article and identity.kind != "person"
            self._named[identity] = entity
        self._give_titles(entity, name, may_be_person=identity.kind == "person" or not name.label)
        return entity

    def _give_titles(self, entity: Entity, name: Name, *, may_be_person: bool) -> None:
        """Titles make a person; what looks like a body takes but those in apposition to a single word."""
        for title in titles_of(self._syntax, name):
            if not may_be_person and (len(name.words) > 1 or title.start < name.start):
                continue
            self._title_tokens.update(range(title.start, title.end))
            words = " ".join(self._syntax.span(title.start, title.end).of(self._syntax.text).split())
            if words not in entity.titles:
                entity.titles = [*entity.titles, words][:_MOST_TITLES]
            for role in title.roles:
                self._discourse.give_role(entity, role)
            entity.kind = "person"

    def _group(self, members: Iterable[int]) -> Entity | None:
        found = [self._discourse.entity_at.get(head) for head in members]
        entities = tuple(e for e in found if e is not None)
        if len(entities) < len(found) or len(set(map(id, entities))) < 2 or any(e.members for e in entities):
            return None
        key = tuple(sorted(map(id, entities)))
        if key not in self._groups:
            kind: SpeakerKind = "organization" if all(e.kind == "organization" for e in entities) else "group"
            self._groups[key] = Entity(
                kind, _joined(e.name_in_list for e in entities), plural=True, members=entities
            )
        return self._groups[key]

    def _pronoun(self, mention: Mention) -> Entity | None:
        token, person = mention.head, pronoun_of(self._syntax, mention.head)
        if person in (None, "first", "second"):
            return None
        if person == "relative":
            return self._antecedent(token)
        telling = mention.is_source and not self._syntax.quoted[token] and token not in self._quoted_by
        barred = self._speaking_at(token)
        return most_present(self._syntax, self._discourse, token, person, telling=telling, barred=barred)

    def _antecedent(self, token: int) -> Entity | None:
        head = antecedent(self._syntax, token)
        if head is None:
            near = (e for e in self._discourse.recent() if e.heads and token - e.heads[-1] <= 3)
            return next(near, None)
        known = self._discourse.entity_at.get(self._syntax.slot(head)) or self._discourse.entity_at.get(head)
        if known is not None or not self._syntax.tags[head].startswith("NN"):
            return known
        start = head
        while start > max(head - _LONGEST_PHRASE, 0) and self._syntax.heads[start - 1] == head:
            start -= 1
        return self._nouns.meaning(Mention(start, head + 1, head, "nominal", is_source=True))

    def _speaking_at(self, token: int) -> list[Entity]:
        """Who is quoted at a token, and so isn't called 'he' or 'she' there."""
        source = self._quoted_by.get(token)
        if not self._syntax.quoted[token] or source is None or source.name is None:
            return []
        speaking = self._named.get(self._identities[source.name])
        return [] if speaking is None else [speaking]


def _joined(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}"


def in_reading_order(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """One mention a place, sources before others, and each group after its members."""
    best: dict[tuple[int, int, bool], Mention] = {}
    for mention in sorted(mentions, key=lambda m: not m.is_source):
        best.setdefault(mention.place, mention)
    return iter(sorted(best.values(), key=lambda m: m.position))
