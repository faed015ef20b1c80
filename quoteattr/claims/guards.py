"""What keeps two aligned wordings from being one claim, look alike as they may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quoteattr.claims.alignment import Alignment, Gap
from quoteattr.claims.lexicon import Trait
from quoteattr.claims.numbers import is_currency, scales
from quoteattr.claims.reading import Finding, Reading
from quoteattr.claims.vocabulary import Vocabulary

_LOOSE = 0.25
_LONGEST_SWAP = 6
_MOST_MOVED = 100
_SUBJECT = 2


def conflicts(
    a: str, b: str, alignment: Alignment, readings: Sequence[Reading], words: Vocabulary
) -> list[Finding]:
    """The differences that make two claims of the pair, with positions in a and in b."""
    found = list(_uncovered(alignment, words))
    for gap, reading in zip(alignment.gaps, readings, strict=True):
        for finding in reading.findings:
            placed = _placed(finding, gap)
            if not _is_cut_amount(placed, a, b, words):
                found.append(placed)
        if reading.replaced and _looseness(a, b, gap, alignment, readings, words) <= _LOOSE:
            found.append(_placed(reading.replaced, gap))
    if alignment.moved:
        found += _swapped(a, b, alignment, words)
    return found


def _uncovered(alignment: Alignment, words: Vocabulary) -> Iterator[Finding]:
    """All that one wording lacks is a negation at its start, with its subject at most.

    Of what is cut out farther behind a negation, the writer tells that in words of his own.
    """
    if len(alignment.gaps) == 1:
        gap = alignment.gaps[0]
        lacking = gap.a or gap.b
        brief = gap.first and len(lacking) <= _SUBJECT and not (gap.a and gap.b)
        if brief and words.traits[ord(lacking[-1])] & Trait.NEGATOR:
            yield Finding("negation", tuple(gap.at_a[-1:]), tuple(gap.at_b[-1:]), firm=False)


def _placed(finding: Finding, gap: Gap) -> Finding:
    at_a, at_b = gap.at_a, gap.at_b
    return Finding(
        finding.kind, tuple(at_a[i] for i in finding.a), tuple(at_b[i] for i in finding.b), finding.firm
    )


def _is_cut_amount(finding: Finding, a: str, b: str, words: Vocabulary) -> bool:
    """Whether one wording ends in the middle of the other's amount: '$13.5' of '$13.5 million'."""
    if finding.kind != "number" or len(finding.a) != 1 or len(finding.b) != 1:
        return False
    (x,), (y,) = finding.a, finding.b
    here, there = words.decode(a[x:]), words.decode(b[y:])
    return (scales(here[0], there[0]) and _ends_with_amount(here)) or (
        scales(there[0], here[0]) and _ends_with_amount(there)
    )


def _ends_with_amount(keys: tuple[str, ...]) -> bool:
    return len(keys) == 1 or (len(keys) == 2 and is_currency(keys[1]))


def _looseness(
    a: str, b: str, gap: Gap, alignment: Alignment, readings: Sequence[Reading], words: Vocabulary
) -> float:
    """The share of the lighter wording's weight that the other inner gaps of the pair leave over."""
    left_a = left_b = 0
    for other, reading in zip(alignment.gaps, readings, strict=True):
        if other is not gap and not (other.first or other.last):
            left_a += words.weight(other.a) - sum(
                words.weight(other.a[i]) for here, _ in reading.pairs for i in here
            )
            left_b += words.weight(other.b) - sum(
                words.weight(other.b[j]) for _, there in reading.pairs for j in there
            )
    return max(left_a, left_b) / min(words.weight(a), words.weight(b))


def _swapped(a: str, b: str, alignment: Alignment, words: Vocabulary) -> Iterator[Finding]:
    """Two parts that changed places, a name that changed its side of a verb, a negation its verb."""
    for gone_a, gone_b in alignment.moved:
        if gone_a and gone_b:
            yield Finding("entity", tuple(gone_a), tuple(gone_b), firm=False)
    moved_a = [at for gone, _ in alignment.moved for at in gone]
    moved_b = [at for _, gone in alignment.moved for at in gone]
    order_a, order_b = "".join([a[at] for at in moved_a]), "".join([b[at] for at in moved_b])
    if order_a != order_b and len(order_a) <= _LONGEST_SWAP and _has_name(order_a, words):
        yield Finding("entity", tuple(moved_a), tuple(moved_b), firm=False)
    for x in moved_a[:_MOST_MOVED]:
        if words.traits[ord(a[x])] & (Trait.NEGATOR | Trait.CONTRAST):
            there = [y for y in moved_b if b[y] == a[x]]
            denied = _next_content(a, x, words)
            if denied and denied not in {_next_content(b, y, words) for y in there}:
                yield Finding("negation", (x,), tuple(there), firm=False)


def _has_name(codes: str, words: Vocabulary) -> bool:
    return any(words.traits[ord(code)] & Trait.NAME for code in codes)


def _next_content(text: str, at: int, words: Vocabulary) -> str:
    return next((code for code in text[at + 1 :] if words.contents[ord(code)]), "")
