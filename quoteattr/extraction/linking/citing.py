"""Sources of sources, which stand beside one another and not in one another's content.

'Three were held, according to the agency, citing a police source': the police source is no content of the
agency's; what the agency reports is the source's own. 'Three were held, officials said, the Gazette
reported': what the Gazette reports is what officials said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.extraction.lexicons import is_one_of
from quoteattr.extraction.reading.places import Places
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span, shared, size

if TYPE_CHECKING:
    from spacy.tokens import Token

_CITING = frozenset(("cite", "quote"))
_WHO = frozenset(("PERSON", "ORG", "NORP"))
_LONGEST = 12
# What may part two reports; 'and' would join them.
_COMMA = re.compile(r"(?:(?!\b(?:and|but|or|while|as)\b)[^.?!;:\n]){,40},\s*")


def report_reports(text: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, by their anchors; of two in a row with one content the last reports the first."""
    reports = sorted(candidates, key=lambda c: c.anchor)
    for i in range(1, len(reports)):
        first, last = reports[i - 1], reports[i]
        if first.is_likely and last.is_likely and _follow_on(text, first, last):
            whole = Span(last.content[-1].start, first.cue[-1].end)
            reports[i] = evolve(last, content=(*last.content[:-1], whole))
    return tuple(reports)


def _follow_on(text: str, first: Candidate, last: Candidate) -> bool:
    """Whether two cues with their sources follow one content."""
    if not first.content or not last.content or not first.source or not last.source:
        return False
    told, end = last.content[-1], first.cue[-1].end
    own = [span.start for span in first.source + first.cue]
    between = text[end : min(span.start for span in last.source + last.cue)]
    return (
        told.end <= min(own)
        and 2 * shared(first.content, last.content) > max(size(first.content), size(last.content))
        and bool(_COMMA.fullmatch(between))
    )


def turn_citations(places: Places, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates; one that cites somebody within another's report is that somebody's, beneath it."""
    turned: list[Candidate] = []
    reporter: int | None = None
    for candidate in sorted(candidates, key=lambda c: c.anchor):
        cue = places.token(candidate.anchor)
        if reporter is not None and _cites(places, cue, candidate):
            reported = _before(turned[reporter], cue)
            if reported is not None:
                turned[reporter] = reported
                source, beneath = candidate.content, reported.anchor
                candidate = evolve(candidate, source=source, content=reported.content, beneath=beneath)
        elif candidate.is_likely and candidate.content:
            reporter = len(turned)
        turned.append(candidate)
    return tuple(turned)


def _before(reporter: Candidate, cue: Token) -> Candidate | None:
    """The reporter with what its content holds before a later cue of its sentence, if it holds any."""
    content = tuple(span for span in reporter.content if span.end <= cue.idx)
    if not content or reporter.anchor < cue.sent.start_char:
        return None
    return evolve(reporter, content=content)


def _cites(places: Places, cue: Token, candidate: Candidate) -> bool:
    """Whether a cue is a 'citing' whose content is a person or a body, not something said or shown."""
    if cue.lemma_.lower() not in _CITING or cue.tag_ != "VBG" or len(candidate.content) != 1:
        return False
    words = places.tokens(candidate.content[0])
    if not 0 < len(words) <= _LONGEST:
        return False
    head = next((w for w in words if w.head not in words), words[0])
    return head.ent_type_ in _WHO or (head.pos_ == "NOUN" and is_one_of(head, "people"))
