"""Whom a text has spoken of so far, and how present each is in the reader's mind.

Salience follows Lappin and Leass (1994): every mention adds a weight by its place in the clause,
and what was added fades with each sentence.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator

from attrs import define, field

from quoteattr.document import SpeakerKind
from quoteattr.extraction.speakers.lexicon import Gender

_FADING = 0.6
_REMEMBERED = 30
_SAME_ROLE = 6


@define(eq=False)
class Entity:
    """Somebody or something that mentions mean."""

    kind: SpeakerKind
    name: str
    gender: Gender = ""
    plural: bool = False
    roles: set[str] = field(factory=set)
    titles: list[str] = field(factory=list)
    mentions: list[tuple[int, int]] = field(factory=list)
    heads: list[int] = field(factory=list)
    members: tuple[Entity, ...] = ()
    named: bool = False
    salience: float = 0.0
    sentence: int = 0

    def presence(self, sentence: int) -> float:
        """The salience that is left by a sentence."""
        return self.salience * _FADING ** max(sentence - self.sentence, 0)


class Discourse:
    """The entities so far; only the latest are looked at, so that a mention costs the same anywhere."""

    def __init__(self) -> None:
        self.entity_at: dict[int, Entity] = {}
        self.with_role: dict[str, list[Entity]] = defaultdict(list)
        self._recent: OrderedDict[int, Entity] = OrderedDict()

    def note(self, entity: Entity, head: int, tokens: tuple[int, int], sentence: int, weight: float) -> None:
        """Let a mention mean an entity."""
        self.entity_at[head] = entity
        entity.mentions.append(tokens)
        entity.heads = [*entity.heads[-3:], head]
        entity.salience = entity.presence(sentence) + weight
        entity.sentence = sentence
        self._recent[id(entity)] = entity
        self._recent.move_to_end(id(entity))
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        for role in entity.roles:
            self.give_role(entity, role)

    def give_role(self, entity: Entity, role: str) -> None:
        """Let an entity be found by a role, before all who had it earlier."""
        entity.roles.add(role)
        others = [other for other in self.with_role[role] if other is not entity]
        self.with_role[role] = [*others[-_SAME_ROLE + 1 :], entity]

    def recent(self) -> Iterator[Entity]:
        """The entities mentioned last, the latest first."""
        return reversed(self._recent.values())
