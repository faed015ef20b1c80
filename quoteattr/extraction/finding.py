"""The attributions of a parsed document: tagged, held against marks and layout, nested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.document import Attribution
from quoteattr.extraction.attributions import to_attributions
from quoteattr.extraction.linking.carrying import carry_on, carry_over_colons
from quoteattr.extraction.linking.citing import report_reports, turn_citations
from quoteattr.extraction.linking.coordination import part_coordinated
from quoteattr.extraction.linking.passives import turn_passive
from quoteattr.extraction.linking.phrases import find_phrases
from quoteattr.extraction.linking.quotations import Marks, fit_to_quotations, is_title
from quoteattr.extraction.linking.sharing import report_claims, share_out
from quoteattr.extraction.linking.trimming import trim_source
from quoteattr.extraction.linking.turns import find_bylines, find_headlines, find_turns
from quoteattr.extraction.modes import find_mode
from quoteattr.extraction.nesting import Nested, nest
from quoteattr.extraction.reading.features import read_tokens
from quoteattr.extraction.reading.places import Places
from quoteattr.extraction.tagging.model import Model, Settings, Tagger
from quoteattr.extraction.tagging.tagger import Candidate, tag

if TYPE_CHECKING:
    from spacy.tokens import Doc


@frozen(eq=False)
class Sighting:
    """All that might be an attribution in a text, before any setting chooses among it."""

    text: str
    marks: Marks
    candidates: tuple[Candidate, ...]


def find_attributions(doc: Doc, model: Model) -> tuple[Attribution, ...]:
    """The attributions of a parsed document, nested and in text order, their speakers not yet told."""
    return choose(sight(doc, model.tagger), model.settings)


def choose(sighting: Sighting, settings: Settings) -> tuple[Attribution, ...]:
    """The candidates that are attributions under some settings."""
    return to_attributions(accept(sighting, settings), sighting.marks, settings)


def accept(sighting: Sighting, settings: Settings) -> tuple[Nested, ...]:
    """The candidates that are attributions under some settings, as candidates still."""
    return nest(sighting.candidates, settings, len(sighting.text))


def sight(doc: Doc, tagger: Tagger) -> Sighting:
    """The candidates as the marks and the layout have them, those that layout alone tells among them."""
    tokens = read_tokens(doc)
    text = tokens.text
    marks, paragraphs = Marks.of(tokens.quotations), tokens.paragraphs
    places = Places(doc)
    sourced = (trim_source(places, turn_passive(places, c)) for c in tag(tagger, tokens))
    fitted = (fit_to_quotations(text, c, marks) for c in sourced)
    shared = share_out(text, report_claims(places, tuple(fitted), marks), marks)
    tagged = [c for c in shared if not is_title(text, c, marks)]
    told = [*find_turns(text, paragraphs), *find_bylines(text, paragraphs)]
    told += _untold([*find_headlines(text, paragraphs), *find_phrases(doc, marks)], [*told, *tagged])
    anchors = {candidate.anchor for candidate in told}
    tagged = [c for c in tagged if anchors.isdisjoint(_cue_characters(c))]
    carried = carry_over_colons(text, tagged, paragraphs, marks, anchors)
    going_on = carry_on(text, [c for c in carried if c.content], marks)
    parted = report_reports(text, part_coordinated(text, (*going_on, *told)))
    return Sighting(text, marks, _spoken(places, turn_citations(places, parted)))


def _cue_characters(candidate: Candidate) -> Iterator[int]:
    yield candidate.anchor
    for span in candidate.cue:
        yield from range(span.start, span.end)


def _spoken(places: Places, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates; only speech is a link of a chain, so what is none is no cue beneath one."""
    return tuple(c if _is_spoken(places, c) else evolve(c, any=0.0) for c in candidates)


def _is_spoken(places: Places, candidate: Candidate) -> bool:
    cue = (token for span in candidate.cue for token in places.tokens(span))
    return find_mode(cue) == "speech"


def _untold(candidates: Iterable[Candidate], others: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates whose content begins no likely other's: 'Moss adds: "We will."' is the tagger's."""
    begun = {o.content[0].start for o in others if o.content and o.is_likely}
    return (candidate for candidate in candidates if candidate.content[0].start not in begun)
