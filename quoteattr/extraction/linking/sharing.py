"""Quotations that several cues lay claim to, as in '"It fell," Moss said. "It stands," Reed said'.

Of cues side by side each has its own quotations; one that stands in what another reports is its part, and
so is one that leads to a quotation that another follows: 'Moss called it "a wreck," Reed said'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from quoteattr._directions import MARKS
from quoteattr.extraction.linking.quotations import Marks, kind_of
from quoteattr.extraction.reading.places import Places
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span, cut_out, merge, shared, size

_STOP = re.compile(r"[.?!]")
_HALT = re.compile(r"[.?!:;]")
# So many characters at the end of a quotation hold its last word, or the comma behind it.
_LONGEST_CLOSE = 4
_CLOSING = MARKS + " \t\n\xa0"


def share_out(text: str, candidates: Sequence[Candidate], marks: Marks) -> tuple[Candidate, ...]:
    """The candidates; of those side by side the nearest cue alone keeps a quotation that several have.

    Only what has nothing but quotations for its content loses any: another may well report them too.
    """
    parted = list(candidates)
    for quotation, all_claiming in _claims(candidates, marks).items():
        claiming = [i for i in all_claiming if candidates[i].is_likely]
        apart = [i for i in claiming if not _within(candidates[i], candidates, claiming)]
        nearest = min(apart, key=lambda i: _distance(text, candidates[i], quotation), default=None)
        for i in apart:
            if i != nearest and kind_of(candidates[i], marks) == "direct":
                parted[i] = evolve(parted[i], content=cut_out(text, parted[i].content, [quotation]))
    return tuple(p for p, c in zip(parted, candidates, strict=True) if p.content or not c.content)


def report_claims(places: Places, candidates: Sequence[Candidate], marks: Marks) -> tuple[Candidate, ...]:
    """The candidates; of two about one quotation, the one behind its comma reports the one before it."""
    text, reported = places.doc.text, list(candidates)
    for quotation, claiming in _claims(candidates, marks).items():
        following = [i for i in claiming if _follows(text, candidates[i], quotation)]
        if len(following) != 1:
            continue
        whole = Span(places.token(quotation.start).sent.start_char, quotation.end)
        if any(_leads_to(text, candidates[i], quotation, whole) for i in claiming):
            report = candidates[following[0]]
            content = merge((*cut_out(text, report.content, [whole]), whole))
            reported[following[0]] = evolve(report, content=content)
    return tuple(reported)


def _leads_to(text: str, candidate: Candidate, quotation: Span, sentence: Span) -> bool:
    """Whether a cue and its source lead to a quotation in its sentence, with no stop or colon between."""
    if not candidate.source or not sentence.start <= candidate.anchor < quotation.start:
        return False
    led_by_source = candidate.source[-1].end <= quotation.start
    return led_by_source and not _HALT.search(text, candidate.anchor, quotation.start)


def _follows(text: str, candidate: Candidate, quotation: Span) -> bool:
    """Whether a likely cue and its source stand right behind a quotation that ends in a comma."""
    begin = min(span.start for span in (*candidate.source, *candidate.cue))
    if not candidate.is_likely or begin < quotation.end:
        return False
    last = text[max(quotation.end - _LONGEST_CLOSE, 0) : quotation.end].rstrip(_CLOSING)
    return text[quotation.end : begin].strip() == ("" if last.endswith(",") else ",")


def _claims(candidates: Sequence[Candidate], marks: Marks) -> dict[Span, list[int]]:
    """The numbers of the candidates, likely cues of any sort, that have each quotation in their content."""
    claims: dict[Span, list[int]] = {}
    for i, candidate in enumerate(candidates):
        if candidate.content and candidate.is_likely_at_all:
            for quotation in marks.around(candidate.content, candidate.anchor):
                if shared([quotation.span], candidate.content) == size([quotation.span]):
                    claims.setdefault(quotation.span, []).append(i)
    return claims


def _within(candidate: Candidate, candidates: Sequence[Candidate], others: Sequence[int]) -> bool:
    """Whether the content of one of the others holds the cue, or this one's content holds theirs."""
    return any(
        other.holds(candidate.anchor) or candidate.holds(other.anchor)
        for other in (candidates[i] for i in others)
        if other is not candidate
    )


def _distance(text: str, candidate: Candidate, quotation: Span) -> tuple[bool, int]:
    """Whether a full stop parts a cue from a quotation, and by how many characters they are apart."""
    before = candidate.anchor < quotation.start
    ends = (candidate.cue[-1].end, quotation.start) if before else (quotation.end, candidate.cue[0].start)
    between = text[slice(*ends)]
    return bool(_STOP.search(between)), len(between)
