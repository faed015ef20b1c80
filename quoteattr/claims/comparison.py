"""Comparing two statements: what relation they stand in, how sure that is, and where they differ."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

from attrs import field, frozen

from quoteattr._validation import items_of, of_type, one_of, text, to_tuple
from quoteattr.claims.judging import Judge, Judgement, Relation, relation, score
from quoteattr.claims.reading import DifferenceKind, Finding
from quoteattr.claims.speakers import same_speaker
from quoteattr.claims.verdict import Context
from quoteattr.claims.vocabulary import Vocabulary
from quoteattr.claims.wording import Wording, word
from quoteattr.document import Statement
from quoteattr.errors import InputTypeError
from quoteattr.spans import Span

_NEARBY = timedelta(days=7)


@frozen(kw_only=True)
class Difference:
    """Words of one text that stand against words of the other; one side may be empty.

    ``kind`` is 'number', 'negation', 'entity', 'scope' or 'predicate' for what keeps two
    statements from being one claim, 'wording' for everything else. The spans are code points
    into the two texts, in text order.
    """

    kind: DifferenceKind = field(validator=one_of(DifferenceKind))
    a: tuple[Span, ...] = field(converter=to_tuple, validator=items_of(Span))
    b: tuple[Span, ...] = field(converter=to_tuple, validator=items_of(Span))


@frozen(kw_only=True)
class Comparison:
    """How two statements stand to each other.

    ``relation`` is 'same' (one claim in two wordings), 'part' (one is a cut of the other),
    'conflict' (the same statement but for a number, a negation, a name, a degree or a
    predicate), 'stock' (the same words, but too common to show one utterance) or 'unrelated'.
    ``score`` is 0.5 or more for 'same' and 'part' and less for the others. ``alignment`` pairs
    the spans of words that stand for each other, in the order of ``a``.
    """

    a: str = field(validator=text)
    b: str = field(validator=text)
    relation: Relation = field(validator=one_of(Relation))
    score: float = field(validator=of_type(float))
    differences: tuple[Difference, ...] = field(default=(), converter=to_tuple)
    alignment: tuple[tuple[Span, Span], ...] = field(default=(), converter=to_tuple)

    def words(self, difference: Difference) -> tuple[str, str]:
        """The words of a difference, of the one text and of the other."""
        return _joined(difference.a, self.a), _joined(difference.b, self.b)

    def _repr_html_(self) -> str:
        from quoteattr.display.claims import comparison_to_html

        return comparison_to_html(self)


def compare(a: str | Statement, b: str | Statement) -> Comparison:
    """Compare two texts or statements; the relation and the score are the same either way round.

    Of statements the speakers and the dates count too: fewer words show that two are one claim
    where one speaker said both within days, and more are needed where two speakers did.

    Raises :class:`~quoteattr.errors.InputTypeError` for anything but a str or a Statement.
    """
    first, second = _statement(a), _statement(b)
    words = Vocabulary()
    worded = word(first.text), word(second.text)
    codes = words.encode(worded[0].keys), words.encode(worded[1].keys)
    judge = Judge(words)
    in_order = judge.lighter_first(*codes)
    judgement = judge.judge(*(codes if in_order else codes[::-1]))
    found = relation(judgement, context_of(first, second))
    sure = score(judgement, found)
    if judgement is None:
        return Comparison(a=first.text, b=second.text, relation=found, score=sure)
    sides = worded if in_order else worded[::-1]
    differences = [_difference(f, *sides) for f in _findings(judgement)]
    pairs = [_spanned(pair, *sides) for pair in _aligned(judgement)]
    if not in_order:
        differences = [Difference(kind=d.kind, a=d.b, b=d.a) for d in differences]
        pairs = [(there, here) for here, there in pairs]
    return Comparison(
        a=first.text,
        b=second.text,
        relation=found,
        score=sure,
        differences=sorted(differences, key=_place),
        alignment=sorted(pairs),
    )


def context_of(a: Statement, b: Statement) -> Context:
    """What is known of two statements besides their words."""
    return Context(same_speaker(a.speaker, b.speaker), _nearby(a.published, b.published))


def _nearby(a: date | None, b: date | None) -> bool | None:
    return None if a is None or b is None else abs(day_of(a) - day_of(b)) <= _NEARBY


def day_of(moment: date) -> date:
    """The day of a date or time, as it was given."""
    return moment.date() if isinstance(moment, datetime) else moment


def _statement(value: str | Statement) -> Statement:
    if isinstance(value, Statement):
        return value
    if isinstance(value, str):
        return Statement(id="", text=value)
    raise InputTypeError(
        f"only a str or a Statement can be compared, not {type(value).__name__}: {value!r:.80}"
    )


def _findings(judgement: Judgement) -> list[Finding]:
    """The conflicts and, of the rest, what else is worded differently."""
    rest = _paired(judgement)
    taken_a = {at for finding in (*judgement.conflicts, *rest) for at in finding.a}
    taken_b = {at for finding in (*judgement.conflicts, *rest) for at in finding.b}
    for gap in judgement.alignment.gaps:
        here = tuple(at for at in gap.at_a if at not in taken_a)
        there = tuple(at for at in gap.at_b if at not in taken_b)
        if here or there:
            rest.append(Finding("wording", here, there))
    return [*dict.fromkeys(judgement.conflicts), *rest]


def _paired(judgement: Judgement) -> list[Finding]:
    """The words that stand for each other without being the same."""
    return [
        Finding("wording", tuple(gap.at_a[i] for i in here), tuple(gap.at_b[j] for j in there))
        for gap, reading in zip(judgement.alignment.gaps, judgement.readings, strict=False)
        for here, there in reading.pairs
    ]


def _difference(finding: Finding, a: Wording, b: Wording) -> Difference:
    return Difference(kind=finding.kind, a=_runs(finding.a, a), b=_runs(finding.b, b))


def _runs(positions: tuple[int, ...], wording: Wording) -> tuple[Span, ...]:
    """Spans of the words at these positions, one for each run of neighbours."""
    spans: list[Span] = []
    before = -2
    for at in sorted(set(positions)):
        span = wording.spans[at]
        if at == before + 1 and span.start >= spans[-1].start:
            spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
        else:
            spans.append(span)
        before = at
    return tuple(spans)


def _aligned(judgement: Judgement) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    equal = judgement.alignment.equal
    pairs = [((i + k,), (j + k,)) for i, j, size in equal for k in range(size)]
    return [*pairs, *((finding.a, finding.b) for finding in _paired(judgement))]


def _spanned(pair: tuple[tuple[int, ...], tuple[int, ...]], a: Wording, b: Wording) -> tuple[Span, Span]:
    here, there = pair
    return _covering(here, a), _covering(there, b)


def _covering(positions: tuple[int, ...], wording: Wording) -> Span:
    spans = [wording.spans[at] for at in positions]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _place(difference: Difference) -> tuple[tuple[Span, ...], tuple[Span, ...], int]:
    return difference.a, difference.b, get_args(DifferenceKind).index(difference.kind)


def _joined(spans: tuple[Span, ...], text: str) -> str:
    return " ... ".join(span.of(text) for span in spans)
