"""Sources of sources, which stand beside one another and not in one another's content.

'Three were held, according to the agency, citing a police source': the police source is no content of the
agency's; what the agency reports is the source's own. 'Three were held, officials said, the Gazette
reported': what the Gazette reports is what officials said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.extraction.lexicons import is_one_of
from quoteattr.extraction.reading.places import Places
from quoteattr.extraction.reading.walks import children
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.spans import Span, cut_out, shared, size

if TYPE_CHECKING:
    from spacy.tokens import Token

_CITING = frozenset(("cite", "quote"))
_WHO = frozenset(("PERSON", "ORG", "NORP"))
_SAYING = ("people", "documents")
_LONGEST = 12
_COMMA_BEHIND = re.compile(r",\s*")
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
    turned = sorted(candidates, key=lambda c: c.anchor)
    last: int | None = None
    for i, candidate in enumerate(turned):
        cue = places.token(candidate.anchor)
        cited = _cited(cue, candidate)
        number = _reporter(turned, i, last, cue) if cited else None
        if number is not None:
            turned[number], turned[i] = _turn(places.doc.text, turned[number], candidate, cited)
        elif not cited and candidate.is_likely and candidate.content:
            last = i
    return tuple(turned)


def _reporter(candidates: Sequence[Candidate], citing: int, last: int | None, cue: Token) -> int | None:
    """Whose report a citation stands in: that of the next, which it parts, or the last one's in its sentence.

    'The Gazette, citing the police, reported'; 'the Gazette reported, citing the police'.
    """
    before = -1 if last is None else candidates[last].anchor
    parted = (c for c in candidates[citing + 1 : citing + 2] if c.is_likely and c.content and c.source)
    if any(before < c.source[0].start < cue.idx and c.anchor < cue.sent.end_char for c in parted):
        return citing + 1
    return last if before >= cue.sent.start_char else None


def _turn(
    text: str, report: Candidate, citing: Candidate, cited: tuple[Span, ...]
) -> tuple[Candidate, Candidate]:
    """Both, the report without the citation, and what it reports as the word of whom it cites."""
    comma = _COMMA_BEHIND.match(text, cited[-1].end)
    citation = Span(citing.anchor, comma.end() if comma else cited[-1].end)
    reported = cut_out(text, report.content, [citation])
    content = tuple(s for s in reported if s.end <= citation.start) or reported
    if not content:
        return report, citing
    told = evolve(citing, source=cited, content=content, beneath=report.anchor)
    return evolve(report, content=content), told


def _cited(cue: Token, candidate: Candidate) -> tuple[Span, ...]:
    """Whom a 'citing' cites: its source where that follows it, or an object that is no saying but who says.

    Nobody where what is cited is said or shown.
    """
    if cue.lemma_.lower() not in _CITING or cue.tag_ != "VBG":
        return ()
    if candidate.source and candidate.source[0].start > cue.idx:
        return candidate.source
    named = next((child for child in children(cue) if child.dep_ == "dobj" and child.i > cue.i), None)
    if named is None or not _is_who_says(named):
        return ()
    phrase = list(islice(named.subtree, _LONGEST + 1))
    if len(phrase) > _LONGEST or phrase[0].i <= cue.i:
        return ()
    return (Span(phrase[0].idx, phrase[-1].idx + len(phrase[-1])),)


def _is_who_says(noun: Token) -> bool:
    """Whether a noun names a person, a body or a document, and not something said."""
    return noun.ent_type_ in _WHO or (noun.pos_ == "NOUN" and any(is_one_of(noun, name) for name in _SAYING))
