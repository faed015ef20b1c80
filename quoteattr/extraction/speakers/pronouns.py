"""Whom a pronoun means: the most present entity that agrees, within what the syntax allows."""

from __future__ import annotations

from collections.abc import Callable, Collection

from quoteattr.extraction.speakers.discourse import Discourse, Entity
from quoteattr.extraction.speakers.mentions import POSSESSIVES, Person
from quoteattr.extraction.speakers.syntax import Syntax

_ENOUGH = 0.6
_MARGIN = 1.05
_GOVERNED = 1.8
_JUST_NOW = 2.0
STILL_TELLING = 1.25


def most_present(
    syntax: Syntax,
    discourse: Discourse,
    token: int,
    person: Person,
    *,
    telling: bool,
    barred: Collection[Entity],
) -> Entity | None:
    """Whom a third person pronoun means, None where nobody or more than one would do as well."""
    barred = [*barred, *same_clause(syntax, discourse, token)]
    governor = _governor(syntax, discourse, token)
    now = discourse.clock.at(token)
    teller = discourse.teller if telling else None

    def fit(entity: Entity) -> float:
        favour = (_GOVERNED if entity is governor else 1.0) * (STILL_TELLING if entity is teller else 1.0)
        return agreement(entity, person) * favour * (_JUST_NOW if entity.is_fresh(now) else 1.0)

    best = likeliest(syntax, discourse, token, fit, barred)
    if best is not None and not best.gender and (person == "male" or person == "female"):
        best.gender, best.kind = person, "person"
    return best


def likeliest(
    syntax: Syntax,
    discourse: Discourse,
    token: int,
    fit: Callable[[Entity], float],
    barred: Collection[Entity],
) -> Entity | None:
    """The entity whose presence times fit is highest, unless it is too low or too near the next."""
    now = discourse.clock.at(token)
    scores = [
        (score, -age, entity)
        for age, entity in enumerate(discourse.recent())
        if entity not in barred and (score := fit(entity) * entity.presence(now)) >= _ENOUGH
    ]
    scores.sort(key=lambda item: item[:2], reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] < _MARGIN * scores[1][0]):
        return None
    return scores[0][2]


def same_clause(syntax: Syntax, discourse: Discourse, token: int) -> list[Entity]:
    """Those that a mention cannot mean, as they have another place in its own clause."""
    if _is_possessive(syntax, token):
        return []
    verb = syntax.heads[syntax.slot(token)]
    return [
        entity
        for entity in discourse.recent()
        if any(
            head != token and syntax.heads[syntax.slot(head)] == verb and syntax.deps[head] != "poss"
            for head in entity.heads
        )
    ]


def antecedent(syntax: Syntax, token: int) -> int | None:
    """The token that the relative clause of a pronoun hangs on."""
    verb = token
    for _ in range(8):
        if syntax.deps[verb] == "relcl":
            return syntax.heads[verb] if syntax.heads[verb] < token else None
        verb = syntax.heads[verb]
    return None


def _is_possessive(syntax: Syntax, token: int) -> bool:
    return syntax.words[token].casefold() in POSSESSIVES and syntax.deps[token] == "poss"


def _governor(syntax: Syntax, discourse: Discourse, token: int) -> Entity | None:
    """The subject that a pronoun's clause depends on, or, for a possessive, the clause's own subject."""
    subject = syntax.governing_subject(token, own_clause=_is_possessive(syntax, token))
    if subject is None or (syntax.quoted[token] and not syntax.quoted[subject]):
        return None
    return discourse.entity_at.get(subject)


def agreement(entity: Entity, person: Person) -> float:
    """How well an entity goes with a pronoun, 0 where it can't be meant."""
    if person in ("male", "female"):
        return _singular(entity, person)
    if person == "thing":
        fits = {"organization": 1.0, "document": 0.8, "unknown": 0.4}
        return 0.0 if entity.plural else fits.get(entity.kind, 0.0)
    return 1.0 if entity.plural else {"group": 1.0, "organization": 0.4}.get(entity.kind, 0.0)


def _singular(entity: Entity, gender: Person) -> float:
    if entity.plural or entity.kind not in ("person", "unknown"):
        return 0.0
    if entity.gender:
        return float(entity.gender == gender)
    fit = 0.7 if entity.kind == "person" else 0.2
    return fit if entity.named else 0.7 * fit
