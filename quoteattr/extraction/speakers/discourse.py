"""Whom a text has spoken of so far, and how present each is in the reader's mind.

Salience follows Lappin and Leass (1994): every mention adds a weight by its place in the clause,
and what was added fades with each sentence. It is kept twice: as the article's own voice would
take up a mention, and as somebody who is quoted would, who speaks of others more than of speakers.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Container, Iterator, Mapping
from itertools import pairwise

from attrs import define, field, frozen

from quoteattr.document import SpeakerKind
from quoteattr.extraction.speakers.lexicon import Gender
from quoteattr.extraction.speakers.syntax import Syntax, running_count

_FADING = 0.4
_LIVELY = 0.05
_REMEMBERED = 30
_SAME_ROLE = 6
_WEIGHTS: Mapping[str, float] = {
    "nsubj": 4.0, "nsubjpass": 3.5, "agent": 2.0, "dobj": 2.0, "dative": 2.0, "obj": 2.0, "attr": 1.5,
    "pobj": 1.5, "poss": 1.5, "compound": 0.5, "nmod": 0.5, "amod": 0.5,
}  # fmt: skip
_TELLING, _REPORTED, _QUOTED, _TOLD_BY = 3.0, 0.6, 0.3, 0.3


@frozen
class Moment:
    """Where a reader is: the number of the sentence, and of those that hold the article's own words."""

    sentence: int
    told: int
    quoted: bool


class Clock:
    """Tells the moment of each token of a text, given the tokens in what is told."""

    def __init__(self, syntax: Syntax, reported: Container[int]) -> None:
        self._syntax = syntax
        numbers = syntax.sentences
        telling = {
            number
            for i, number in enumerate(numbers)
            if syntax.words[i].isalpha() and not syntax.quoted[i] and i not in reported
        }
        self._told = running_count(a != b and b in telling for a, b in pairwise([-1, *numbers]))

    def at(self, token: int) -> Moment:
        """Where a reader is at a token."""
        return Moment(self._syntax.sentences[token], self._told[token], self._syntax.quoted[token])


@frozen
class Weight:
    """What a mention adds to salience, to the article's voice and to one that is quoted."""

    told: float
    quoted: float

    def faded(self, since: Moment, until: Moment) -> Weight:
        """What is left of it after some sentences; those that only quote don't fade what is told."""
        return Weight(
            self.told * _FADING ** max(until.told - since.told, 0),
            self.quoted * _FADING ** max(until.sentence - since.sentence, 0),
        )


@define(eq=False)
class Entity:
    """Somebody or something that mentions mean."""

    kind: SpeakerKind
    name: str
    gender: Gender = ""
    plural: bool = False
    named: bool = False
    article: bool = False
    members: tuple[Entity, ...] = ()
    roles: set[str] = field(factory=set)
    titles: list[str] = field(factory=list)
    mentions: list[tuple[int, int]] = field(factory=list)
    heads: list[int] = field(factory=list)
    _salience: Weight = Weight(0.0, 0.0)
    _last: Moment = Moment(0, 0, False)

    @property
    def name_in_list(self) -> str:
        """The name as it stands in mid-sentence: 'the United States'."""
        return f"the {self.name}" if self.article else self.name

    def presence(self, moment: Moment) -> float:
        """The salience that is left at some moment."""
        left = self._salience.faded(self._last, moment)
        return (left.quoted if moment.quoted else left.told) + _LIVELY * min(len(self.mentions), 10)

    def is_fresh(self, moment: Moment) -> bool:
        """Whether it was mentioned in this sentence or the one before it."""
        if moment.quoted:
            return moment.sentence - self._last.sentence <= 1
        return moment.told - self._last.told <= 1

    def recall(self, moment: Moment, weight: Weight) -> None:
        """Let a mention add to the salience."""
        old = self._salience.faded(self._last, moment)
        self._salience = Weight(old.told + weight.told, old.quoted + weight.quoted)
        self._last = moment


class Discourse:
    """The entities so far; only the latest are looked at, so that a mention costs the same anywhere."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.entity_at: dict[int, Entity] = {}
        self.with_role: dict[str, list[Entity]] = defaultdict(list)
        self.teller: Entity | None = None
        self._recent: OrderedDict[int, Entity] = OrderedDict()

    def note(self, entity: Entity, head: int, tokens: tuple[int, int], weight: Weight) -> None:
        """Let a mention mean an entity."""
        entity.mentions.append(tokens)
        entity.heads = [*entity.heads[-3:], head]
        entity.recall(self.clock.at(head), weight)
        self._recent[id(entity)] = entity
        self._recent.move_to_end(id(entity))
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)

    def give_role(self, entity: Entity, role: str) -> None:
        """Let an entity be found by a role, before all who had it earlier."""
        entity.roles.add(role)
        others = [other for other in self.with_role[role] if other is not entity]
        self.with_role[role] = [*others[-_SAME_ROLE + 1 :], entity]

    def recent(self) -> Iterator[Entity]:
        """The entities mentioned last, the latest first."""
        return reversed(self._recent.values())


def weigh(syntax: Syntax, head: int, telling: bool, reported: bool) -> Weight:
    """What a mention adds: by its place in the clause, and whether it tells or is in what is told."""
    weight = _WEIGHTS.get(syntax.deps[syntax.slot(head)], 1.0)
    if syntax.quoted[head]:
        return Weight(weight * _QUOTED, weight * 1.5)
    told = weight * _REPORTED if reported else weight + _TELLING * telling
    return Weight(told, weight * _TOLD_BY if telling else weight)
