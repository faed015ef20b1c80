"""Words that tell what sort of speaker a mention means: titles, roles, organizations, given names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from attrs import frozen

Gender: TypeAlias = Literal["male", "female", ""]


@frozen
class Lexicon:
    """What single words, in lower case, say of the speaker they name.

    ``common_roles`` are those that an article gives somebody already named, for variety
    ('the businessman'); ``offices`` may be given so, but only to one with no other role.
    """

    honorifics: Mapping[str, Gender]
    given_names: Mapping[str, Gender]
    roles: Mapping[str, str]
    abbreviations: Mapping[str, str]
    role_genders: Mapping[str, Gender]
    common_roles: frozenset[str]
    offices: frozenset[str]
    organizations: frozenset[str]
    outlets: frozenset[str]
    organization_names: frozenset[str]
    documents: frozenset[str]
    groups: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]

    def role(self, lemma: str) -> str | None:
        """The role a noun names, the same for words that may stand for one another."""
        lemma = lemma.casefold().strip(".")
        lemma = self.abbreviations.get(lemma, lemma)
        return self.roles.get(lemma) or self.roles.get(lemma.removeprefix("ex-").removeprefix("then-"))

    def is_title(self, word: str) -> bool:
        """Whether a word may stand before a person's name as a title or role."""
        word = word.casefold().strip(".,")
        word = word.removeprefix("ex-").removeprefix("then-")
        return word in self.honorifics or (word in self.roles and word not in self.given_names)


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    words, names = _resource("speakers.json"), _resource("given_names.json")
    genders: tuple[Gender, ...] = ("male", "female")
    groups = [group.split() for group in reversed(words["roles"])]
    roles = {word: group[0] for group in groups for word in group}
    return Lexicon(
        honorifics=words["honorifics"],
        given_names={n: g for g in genders for n in _split(names[g])},
        roles=roles,
        abbreviations=words["abbreviations"],
        role_genders={word: gender for gender in genders for word in words[gender].split()},
        common_roles=frozenset(roles.get(word, word) for word in words["generic"].split()),
        offices=frozenset(roles.get(word, word) for word in words["offices"].split()),
        organizations=frozenset(words["organizations"].split()),
        outlets=frozenset(words["outlets"].split()),
        organization_names=frozenset(words["organization_names"].split()),
        documents=frozenset(words["documents"].split()),
        groups=frozenset(words["groups"].split()),
        suffixes=frozenset(words["suffixes"]),
        particles=frozenset(words["particles"]),
    )


def _split(lines: Iterable[str]) -> list[str]:
    return " ".join(lines).split()


def _resource(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("quoteattr.resources").joinpath(name).read_text("utf8"))
    return loaded
