"""The circumstances of an attribution: in what medium, to whom, and in which mode.

Pure functions on a parsed document and its attributions, over the dependency parse around each
cue. Time grows with the number of tokens and of spans.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr._directions import MARKS
from quoteattr.document import Attribution
from quoteattr.extraction.circumstances.addressees import find_addressee
from quoteattr.extraction.circumstances.frames import Frame, find_frames
from quoteattr.extraction.circumstances.media import choose_medium, find_media
from quoteattr.extraction.modes import find_mode
from quoteattr.extraction.reading.places import Places
from quoteattr.extraction.reading.walks import phrase
from quoteattr.paragraphs import find_paragraphs
from quoteattr.spans import Span, before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def describe(doc: Doc, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, each with its medium, addressee and mode."""
    media = find_media(doc)
    frames = find_frames(Places(doc), attributions)
    return tuple(_described(f, media) if f else a for a, f in zip(attributions, frames, strict=True))


def _described(frame: Frame, media: Sequence[Token]) -> Attribution:
    medium = choose_medium(frame, media)
    addressee = find_addressee(frame, medium)
    is_uttered = addressee is not None or medium in frame.cue
    if not is_uttered and find_mode(frame.cue) == "attitude":
        return evolve(frame.attribution, mode="attitude")
    return evolve(
        frame.attribution,
        mode="speech",
        cue=_without(frame, [token for token in (medium, addressee) if token is not None]),
        medium=None if medium is None else phrase(medium),
        addressee=None if addressee is None else phrase(addressee),
    )


def _without(frame: Frame, circumstances: Iterable[Token]) -> tuple[Span, ...]:
    """The cue less the circumstances at its end: 'said in a letter to residents' is 'said'."""
    cue = frame.attribution.cue
    end = min((_begin(token) for token in circumstances), default=None)
    if end is None or any(token.idx >= end and token.pos_ == "VERB" for token in frame.cue):
        return cue
    kept = (token.idx + len(token) for token in frame.cue if token.idx < end and not token.is_space)
    last = min(max(kept, default=end), end)
    return before(cue, last) or cue


def _begin(token: Token) -> int:
    """Where the phrase of a token begins, its preposition among it."""
    return token.head.idx if token.head.dep_ in ("prep", "dative") else phrase(token).start


@frozen
class _Held:
    """A medium that a speaker was last heard in, and the number of the paragraph that was."""

    medium: Span
    paragraph: int


def carry_media(text: str, attributions: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions, in text order, those without a medium with the one their speaker was heard in before.

    That is, just before: in the same paragraph, or in the one before where this one goes on with a quotation.
    """
    starts = [paragraph.start for paragraph in find_paragraphs(text)]
    held: dict[tuple[str | None, str], _Held] = {}
    for attribution in attributions:
        if attribution.speaker is None or attribution.mode == "attitude":
            yield attribution
            continue
        who = attribution.parent, attribution.speaker
        here = bisect_right(starts, attribution.content[0].start)
        if attribution.medium is None and who in held and _holds(held[who], attribution, here, text):
            attribution = evolve(attribution, medium=held[who].medium)
        if attribution.medium is not None:
            held[who] = _Held(attribution.medium, here)
        yield attribution


def _holds(held: _Held, attribution: Attribution, paragraph: int, text: str) -> bool:
    if paragraph == held.paragraph:
        return True
    goes_on = text[attribution.content[0].start] in MARKS and attribution.addressee is None
    return paragraph == held.paragraph + 1 and goes_on
