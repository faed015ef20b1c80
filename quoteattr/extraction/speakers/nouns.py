"""Whom a noun phrase means: 'the mayor', 'the former senator', 'officials', 'the newspaper'."""

from __future__ import annotations

from quoteattr.document import SpeakerKind
from quoteattr.extraction.speakers.discourse import Discourse, Entity
from quoteattr.extraction.speakers.lexicon import Gender, lexicon
from quoteattr.extraction.speakers.mentions import POSSESSIVES, Mention
from quoteattr.extraction.speakers.names import Name
from quoteattr.extraction.speakers.pronouns import STILL_TELLING, likeliest, same_clause
from quoteattr.extraction.speakers.syntax import Syntax
from quoteattr.extraction.speakers.titles import titles_of

_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "no", "any", "every"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_ONCE = frozenset({"former", "onetime", "one-time", "retired", "presumptive"})
_LOOSE = " ,;:—–-'’"
_PAIR = frozenset({"two", "pair", "duo", "three", "trio"})
_FOR_MEMBERS = frozenset({"leader", "country", "nation", "side", "party", "team", "company"})
_OPENING, _SOON = 3, 4
_HAS_ROLE, _SHARES_WORD = 2.0, 1.5


class Nouns:
    """Reads noun phrases against what a text has spoken of so far."""

    def __init__(self, syntax: Syntax, discourse: Discourse) -> None:
        self._syntax = syntax
        self._discourse = discourse
        self._headlined: dict[str, tuple[int, Entity]] = {}

    def completed_by(self, name: Name) -> Entity | None:
        """Whom a headline spoke of by a role, as in 'Judge rejects plan', before the name came."""
        paragraph = self._syntax.paragraphs[name.start]
        for title in titles_of(self._syntax, name):
            for role in title.roles:
                where, entity = self._headlined.get(role, (-_SOON, None))
                if entity is not None and not entity.named and 0 < paragraph - where < _SOON:
                    return entity
        return None

    def meaning(self, mention: Mention) -> Entity | None:
        """The entity that a noun phrase means; a new one only where it is a source."""
        syntax, lex, lemma = self._syntax, lexicon(), self._syntax.lemmas[mention.head]
        if syntax.tags[mention.head] in ("NNS", "NNPS"):
            return self._plural(mention)
        if role := lex.role(lemma):
            return self._person(mention, role)
        if not mention.is_source:
            return None
        if lemma in _PAIR and mention.end - mention.start == 2:
            return next((e for e in self._discourse.recent() if e.members), None)
        if lemma in lex.organizations:
            return self._organization(mention)
        kind: SpeakerKind = "unknown"
        if lemma in lex.documents or lemma in lex.groups:
            kind = "document" if lemma in lex.documents else "group"
        return self._same_words(mention) or self._new(mention, kind)

    def _person(self, mention: Mention, role: str) -> Entity | None:
        syntax, head = self._syntax, mention.head
        if syntax.deps[head] == "attr" and not mention.is_source:
            self._predicate(head, role)
            return None
        opening = syntax.paragraphs[head] < _OPENING
        if opening and role in self._headlined and not self._headlined[role][1].named:
            return self._headlined[role][1]
        if not self._is_indefinite(mention):
            gender = lexicon().role_genders.get(syntax.lemmas[head], "")
            known = self._described(mention, role, gender)
            if known is not None or not mention.is_source:
                return known
        if not mention.is_source:
            return None
        entity = self._new(mention, "person", role)
        if opening and not self._is_definite(mention) and not self._is_indefinite(mention):
            self._headlined[role] = (syntax.paragraphs[head], entity)
        return entity

    def _predicate(self, head: int, role: str) -> None:
        """'Jane Roe is the mayor'."""
        syntax = self._syntax
        verb = syntax.heads[head]
        entity = self._discourse.entity_at.get(syntax.subjects.get(verb, -1))
        if entity is None or entity.kind != "person" or syntax.lemmas[verb] != "be" or syntax.quoted[head]:
            return
        self._discourse.give_role(entity, role)

    def _described(self, mention: Mention, role: str, gender: Gender) -> Entity | None:
        """Who has the role and is most present; for a role that anyone may have, also who has none."""
        syntax, head = self._syntax, mention.head
        words = {syntax.words[i].casefold() for i in range(mention.start, head)} - _DEFINITE
        holders = self._discourse.with_role[role]
        anyone = role in lexicon().common_roles or bool(words & _ONCE)
        office = role in lexicon().offices
        varied = (anyone or office) and mention.start < head and self._is_definite(mention)

        def fit(entity: Entity) -> float:
            if entity.kind != "person" or (gender and entity.gender and gender != entity.gender):
                return 0.0
            titled = {word.casefold() for title in entity.titles for word in title.split()}
            shared = _SHARES_WORD ** len(words & titled)
            if entity in holders:
                return _HAS_ROLE * shared
            return shared if varied and entity.named and (anyone or not entity.roles) else 0.0

        barred = same_clause(syntax, self._discourse, head)
        best = likeliest(syntax, self._discourse, head, fit, barred)
        if best is not None:
            return best
        return max(reversed(holders), key=fit, default=None) if any(map(fit, holders)) else None

    def _organization(self, mention: Mention) -> Entity | None:
        syntax, lemma = self._syntax, self._syntax.lemmas[mention.head]
        if self._is_definite(mention) and mention.end - mention.start == 2:
            for entity in self._discourse.recent():
                if entity.kind == "organization" and entity.name.casefold().endswith(" " + lemma):
                    return entity
            if lemma in lexicon().outlets:
                return likeliest(syntax, self._discourse, mention.head, self._as_body, ())
        return self._same_words(mention) or self._new(mention, "organization")

    def _as_body(self, entity: Entity) -> float:
        if entity.kind != "organization" or not entity.named:
            return 0.0
        return STILL_TELLING if entity is self._discourse.teller else 1.0

    def _plural(self, mention: Mention) -> Entity | None:
        syntax, lemma = self._syntax, self._syntax.lemmas[mention.head]
        if self._is_definite(mention) and mention.end == mention.head + 1:
            for entity in self._discourse.recent():
                if entity.plural and lemma in entity.roles:
                    return entity
                if entity.members and self._may_be_members(lemma, entity):
                    return entity
        if not mention.is_source:
            return None
        return self._same_words(mention) or self._new(mention, "group", syntax.lemmas[mention.head])

    def _may_be_members(self, lemma: str, group: Entity) -> bool:
        if group.kind == "organization":
            return lemma in _FOR_MEMBERS
        are_people = all(member.kind == "person" for member in group.members)
        return are_people and lexicon().role(lemma) in lexicon().common_roles | lexicon().offices

    def _same_words(self, mention: Mention) -> Entity | None:
        name = self._name_of(mention)
        return next((e for e in self._discourse.recent() if e.name == name), None)

    def _new(self, mention: Mention, kind: SpeakerKind, role: str = "") -> Entity:
        entity = Entity(kind, self._name_of(mention), plural=kind == "group")
        if role:
            self._discourse.give_role(entity, role)
        if kind == "person":
            entity.gender = lexicon().role_genders.get(self._syntax.lemmas[mention.head], "")
        return entity

    def _name_of(self, mention: Mention) -> str:
        """The words of a phrase as a name, without the capital of a sentence's start."""
        syntax, first = self._syntax, mention.start
        words = " ".join(syntax.span(first, mention.end).of(syntax.text).split())
        words = words.rstrip(_LOOSE).removesuffix("'s").removesuffix("’s") or words
        owner = self._discourse.entity_at.get(first)
        if (
            owner is not None
            and owner.named
            and syntax.words[first].casefold() in POSSESSIVES
            and " " in words
        ):
            return f"{owner.name}'s {words.partition(' ')[2]}"
        return words if self._keeps_capital(mention) else words[:1].lower() + words[1:]

    def _keeps_capital(self, mention: Mention) -> bool:
        """Whether a phrase has its capital for its own sake: as a name, or as the label of a turn."""
        syntax, first = self._syntax, mention.start
        word, tag = syntax.words[first], syntax.tags[first]
        end = syntax.span(first, mention.end).end
        is_label = syntax.text[end : end + 1] == ":"
        return is_label or not tag or tag.startswith("NNP") or (word.isupper() and len(word) > 1)

    def _is_indefinite(self, mention: Mention) -> bool:
        return self._syntax.words[mention.start].casefold() in _INDEFINITE

    def _is_definite(self, mention: Mention) -> bool:
        return self._syntax.words[mention.start].casefold() in _DEFINITE
