"""Which entity each mention means, read once from the start of a text to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quoteattr.extraction.speakers.discourse import Discourse, Entity
from quoteattr.extraction.speakers.lexicon import Gender, lexicon
from quoteattr.extraction.speakers.mentions import POSSESSIVES, Mention, Person, pronoun_of
from quoteattr.extraction.speakers.names import Identity, Name
from quoteattr.extraction.speakers.syntax import SUBJECTS, Syntax
from quoteattr.extraction.speakers.titles import titles_of

_WEIGHTS: Mapping[str, float] = {
    "nsubj": 4.0, "nsubjpass": 3.5, "agent": 2.0, "dobj": 2.0, "dative": 2.0, "obj": 2.0, "attr": 1.5,
    "pobj": 1.5, "poss": 1.5, "compound": 0.5, "nmod": 0.5, "amod": 0.5,
}  # fmt: skip
_SOURCE, _REPORTED, _QUOTED = 2.0, 0.6, 0.4
_ENOUGH = 0.25
_MARGIN = 1.05
_GOVERNED = 1.8
_GENDER_KNOWN, _GENDER_UNKNOWN = 1.0, 0.6
_NAMELESS = 0.7


class Linker:
    """Links mentions, given in reading order, to the entities of a discourse."""

    def __init__(
        self, syntax: Syntax, identities: Mapping[Name, Identity], reported: Sequence[bool]
    ) -> None:
        self.syntax = syntax
        self.discourse = Discourse()
        self._identities = identities
        self._reported = reported
        self._named: dict[Identity, Entity] = {}
        self._titles: set[int] = set()
        self._groups: dict[tuple[int, ...], Entity] = {}

    def link(self, mention: Mention) -> None:
        """Settle what one mention means; where that can't be told, it means nothing."""
        if mention.head in self._titles and not mention.is_source:
            return
        if mention.form == "name" and mention.name is not None:
            entity = self._name(mention.name)
        elif mention.form == "pronoun":
            entity = self._pronoun(mention)
        elif mention.form == "group":
            entity = self._group(mention.members)
        else:
            entity = self._nominal(mention)
        if entity is not None:
            self._note(entity, mention)

    def _note(self, entity: Entity, mention: Mention) -> None:
        syntax, head = self.syntax, mention.head
        weight = _WEIGHTS.get(syntax.deps[syntax.slot(head)], 1.0) + _SOURCE * mention.is_source
        weight *= _QUOTED if syntax.quoted[head] else _REPORTED if self._reported[head] else 1.0
        tokens = (mention.start, mention.end)
        self.discourse.note(entity, head, tokens, syntax.sentences[head], weight)

    def _name(self, name: Name) -> Entity:
        identity = self._identities[name]
        entity = self._named.get(identity)
        if entity is None:
            entity = Entity(identity.kind, identity.name, identity.gender, named=True)
            self._named[identity] = entity
        for title in titles_of(self.syntax, name):
            self._titles.update(range(title.start, title.end))
            words = self.syntax.span(title.start, title.end).of(self.syntax.text)
            if words not in entity.titles:
                entity.titles.append(" ".join(words.split()))
            for role in title.roles:
                self.discourse.give_role(entity, role)
            entity.kind = "person"
        return entity

    def _group(self, members: Iterable[int]) -> Entity | None:
        found = [self.discourse.entity_at.get(head) for head in members]
        entities = tuple(e for e in found if e is not None)
        if len(entities) < len(found) or len(set(map(id, entities))) < 2:
            return None
        key = tuple(sorted(map(id, entities)))
        if key not in self._groups:
            people = any(e.kind != "organization" for e in entities)
            kind = "group" if people else "organization"
            self._groups[key] = Entity(kind, _joined(e.name for e in entities), plural=True, members=entities)
        return self._groups[key]

    # Pronouns

    def _pronoun(self, mention: Mention) -> Entity | None:
        person = pronoun_of(self.syntax, mention.head)
        if person == "relative":
            return self._antecedent(mention.head)
        if person in (None, "first", "second"):
            return None
        return self._most_salient(mention.head, person)

    def _antecedent(self, token: int) -> Entity | None:
        """What a relative clause hangs on."""
        syntax, verb = self.syntax, token
        for _ in range(8):
            if syntax.deps[verb] == "relcl":
                break
            verb = syntax.heads[verb]
        antecedent = syntax.heads[verb]
        if syntax.deps[verb] == "relcl" and antecedent < token:
            return self.discourse.entity_at.get(antecedent) or self._phrase(antecedent)
        return next((e for e in self.discourse.recent() if e.heads and token - e.heads[-1] <= 3), None)

    def _phrase(self, head: int) -> Entity | None:
        syntax = self.syntax
        if syntax.tags[head] not in ("NN", "NNS", "NNP", "NNPS"):
            return None
        start = head
        while start > 0 and syntax.heads[start - 1] == head and head - start < 6:
            start -= 1
        return self._nominal(Mention(start, head + 1, head, "nominal", is_source=True))

    def _most_salient(self, token: int, person: Person) -> Entity | None:
        """The most present entity that agrees, unless two are about as present or none is."""
        barred = self._same_clause(token)
        sentence = self.syntax.sentences[token]
        governor = self._governor(token)
        scores: list[tuple[float, Entity]] = []
        for entity in self.discourse.recent():
            fit = _agreement(entity, person)
            if fit and entity not in barred:
                bonus = _GOVERNED if entity is governor else 1.0
                scores.append((entity.presence(sentence) * fit * bonus, entity))
        scores.sort(key=lambda pair: -pair[0])
        if not scores or scores[0][0] < _ENOUGH:
            return None
        if len(scores) > 1 and scores[0][0] < _MARGIN * scores[1][0]:
            return None
        best = scores[0][1]
        if person in ("male", "female") and not best.gender:
            best.gender = person
        return best

    def _governor(self, token: int) -> Entity | None:
        """Who says or thinks the clause that a pronoun stands in; nobody calls himself 'he' when quoted."""
        syntax = self.syntax
        subject = syntax.matrix_subject(token)
        if subject is None or (syntax.quoted[token] and not syntax.quoted[subject]):
            return None
        return self.discourse.entity_at.get(subject)

    def _same_clause(self, token: int) -> list[Entity]:
        """Those that a pronoun cannot mean, as they have another place in its own clause."""
        syntax = self.syntax
        if syntax.words[token].casefold() in POSSESSIVES and syntax.deps[token] == "poss":
            return []
        verb = syntax.heads[syntax.slot(token)]
        barred = []
        for entity in self.discourse.recent():
            for head in entity.heads:
                if head != token and syntax.heads[syntax.slot(head)] == verb and syntax.deps[head] != "poss":
                    barred.append(entity)
        return barred

    # Nouns

    def _nominal(self, mention: Mention) -> Entity | None:
        syntax, lex, head = self.syntax, lexicon(), mention.head
        lemma = syntax.lemmas[head]
        if syntax.tags[head] in ("NNS", "NNPS"):
            return self._plural(mention)
        if role := lex.role(lemma):
            return self._person(mention, role)
        if not mention.is_source:
            return None
        known = self._known_phrase(mention)
        if known is not None:
            return known
        if lemma in lex.organizations:
            return self._organization(mention)
        kind = "document" if lemma in lex.documents else "group" if lemma in lex.groups else "unknown"
        return self._new(mention, kind)

    def _person(self, mention: Mention, role: str) -> Entity | None:
        syntax, head = self.syntax, mention.head
        if syntax.deps[head] in ("attr", "oprd"):
            self._predicate(head, role)
            return None
        if self._is_indefinite(mention):
            return self._new(mention, "person", role) if mention.is_source else None
        gender = lexicon().role_genders.get(syntax.lemmas[head], "")
        described = self._described(mention, role, gender)
        if described is not None:
            return described
        if role in _GENERIC() and mention.start < head and self._is_definite(mention):
            topic = self._topic(head, gender)
            if topic is not None:
                return topic
        return self._new(mention, "person", role) if mention.is_source else None

    def _predicate(self, head: int, role: str) -> None:
        """'Jane Roe is the mayor'."""
        syntax = self.syntax
        subject = syntax.subjects.get(syntax.heads[head])
        entity = None if subject is None else self.discourse.entity_at.get(subject)
        if entity is not None and entity.kind == "person" and syntax.lemmas[syntax.heads[head]] == "be":
            self.discourse.give_role(entity, role)

    def _described(self, mention: Mention, role: str, gender: Gender) -> Entity | None:
        """The latest with a role whose titles have most of the words that go with it here."""
        words = {self.syntax.words[i].casefold() for i in range(mention.start, mention.head)}
        best, most = None, -1
        for entity in reversed(self.discourse.with_role[role]):
            if gender and entity.gender and gender != entity.gender:
                continue
            titled = {word.casefold() for title in entity.titles for word in title.split()}
            if len(shared := words & titled) > most:
                best, most = entity, len(shared)
        return best

    def _topic(self, head: int, gender: Gender) -> Entity | None:
        sentence = self.syntax.sentences[head]
        barred = self._same_clause(head)
        people = [
            e
            for e in self.discourse.recent()
            if e.kind == "person" and e.named and not (gender and e.gender and e.gender != gender)
        ]
        best = max((e for e in people if e not in barred), key=lambda e: e.presence(sentence), default=None)
        return best if best is not None and best.presence(sentence) >= _ENOUGH else None

    def _organization(self, mention: Mention) -> Entity | None:
        syntax, head = self.syntax, mention.head
        lemma = syntax.lemmas[head]
        sentence = syntax.sentences[head]
        if self._is_definite(mention) and mention.end - mention.start == 2:
            for entity in self.discourse.recent():
                if entity.kind == "organization" and entity.name.casefold().endswith(" " + lemma):
                    return entity
            if lemma in lexicon().outlets:
                bodies = [e for e in self.discourse.recent() if e.kind == "organization" and e.named]
                best = max(bodies, key=lambda e: e.presence(sentence), default=None)
                if best is not None and best.presence(sentence) >= _ENOUGH:
                    return best
        return self._new(mention, "organization")

    def _plural(self, mention: Mention) -> Entity | None:
        syntax, head = self.syntax, mention.head
        if self._is_definite(mention):
            role = lexicon().role(syntax.lemmas[head])
            for entity in self.discourse.recent():
                if entity.plural and syntax.lemmas[head] in entity.roles:
                    return entity
            for entity in self.discourse.recent():
                if entity.members and (role in _GENERIC() or syntax.lemmas[head] in ("leader", "country", "nation")):
                    return entity
        if not mention.is_source:
            return None
        return self._known_phrase(mention) or self._new(mention, "group", syntax.lemmas[head], plural=True)

    def _known_phrase(self, mention: Mention) -> Entity | None:
        name = self._name_of(mention)
        return next((e for e in self.discourse.recent() if e.name == name), None)

    def _new(self, mention: Mention, kind: str, role: str = "", plural: bool = False) -> Entity:
        entity = Entity(kind, self._name_of(mention), plural=plural)  # type: ignore[arg-type]
        if role:
            entity.roles.add(role)
        if kind == "person":
            entity.gender = lexicon().role_genders.get(self.syntax.lemmas[mention.head], "")
        return entity

    def _name_of(self, mention: Mention) -> str:
        """The words of a phrase as a name: a capital only where it is not the sentence's."""
        syntax = self.syntax
        words = " ".join(syntax.span(mention.start, mention.end).of(syntax.text).split())
        first = mention.start
        if syntax.words[first].casefold() in POSSESSIVES:
            owner = self.discourse.entity_at.get(first)
            if owner is not None and mention.end - first > 1:
                rest = syntax.span(first + 1, mention.end).of(syntax.text)
                return f"{owner.name}'s {' '.join(rest.split())}"
        if not syntax.tags[first].startswith("NNP") and not syntax.words[first].isupper():
            words = words[:1].lower() + words[1:]
        return words

    def _is_indefinite(self, mention: Mention) -> bool:
        return self.syntax.words[mention.start].casefold() in ("a", "an", "one", "another", "some", "no", "any")

    def _is_definite(self, mention: Mention) -> bool:
        return self.syntax.words[mention.start].casefold() in ("the", "this", "that", "these", "those", "both")


def _GENERIC() -> frozenset[str]:  # noqa: N802
    lex = lexicon()
    return frozenset(lex.roles.get(word, word) for word in lex.generic_roles)


def _agreement(entity: Entity, person: Person) -> float:
    """How well an entity goes with a pronoun, 0 where it can't be meant."""
    if person in ("male", "female"):
        if entity.plural or entity.kind in ("organization", "group", "document"):
            return 0.0
        if entity.gender:
            return _GENDER_KNOWN if entity.gender == person else 0.0
        fit = _GENDER_UNKNOWN if entity.kind == "person" else 0.3
        return fit if entity.named else fit * _NAMELESS
    if person == "thing":
        fits = {"organization": 1.0, "document": 0.8, "unknown": 0.5}
        return 0.0 if entity.plural else fits.get(entity.kind, 0.0)
    if entity.plural:
        return 1.0
    return {"group": 1.0, "organization": 0.4}.get(entity.kind, 0.0)


def _joined(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}"


def in_reading_order(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """One mention a place, sources first, each group after its members."""
    best: dict[tuple[tuple[int, int], int], Mention] = {}
    for mention in mentions:
        key = (mention.position, mention.head)
        if key not in best or (mention.is_source and not best[key].is_source):
            best[key] = mention
    return iter(sorted(best.values(), key=lambda m: m.position))


__all__ = ["SUBJECTS", "Linker", "in_reading_order"]
