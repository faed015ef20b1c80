"""A Hypothesis strategy for documents as odd as the values allow, shared by the tests."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st
from texts import any_text, awkward_text

from quoteattr.document import Attribution, Document, Kind, Mode, Span, Speaker, SpeakerKind

moments = st.none() | st.dates() | st.datetimes() | st.datetimes(timezones=st.timezones())


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] = awkward_text) -> Document:
    text = draw(texts)
    speakers = draw(st.lists(speakers_in(text), max_size=3, unique_by=lambda speaker: speaker.id))
    ids = draw(st.lists(any_text, max_size=4, unique=True)) if text else []
    speaker_ids = [speaker.id for speaker in speakers]
    attributions = [
        draw(attributions_in(text, id_, parents=ids[:number], speakers=speaker_ids))
        for number, id_ in enumerate(ids)
    ]
    return Document(
        text=text,
        id=draw(st.none() | any_text),
        source=draw(st.none() | any_text),
        published=draw(moments),
        speakers=speakers,
        attributions=attributions,
    )


def attributions_in(
    text: str, id_: str, *, parents: list[str], speakers: list[str]
) -> st.SearchStrategy[Attribution]:
    """Attributions over a text that is not empty."""
    one = spans_in(text, 1, 1).map(lambda spans: spans[0])
    return st.builds(
        Attribution,
        id=st.just(id_),
        content=spans_in(text, 1, 3),
        source=spans_in(text, 0, 2),
        cue=spans_in(text, 0, 2),
        parent=st.sampled_from([None, *parents]),
        kind=st.sampled_from(get_args(Kind)),
        mode=st.sampled_from(get_args(Mode)),
        speaker=st.sampled_from([None, *speakers]),
        medium=st.none() | one,
        addressee=st.none() | one,
        confidence=st.floats(0, 1),
    )


def speakers_in(text: str) -> st.SearchStrategy[Speaker]:
    return st.builds(
        Speaker,
        id=any_text,
        name=any_text,
        kind=st.sampled_from(get_args(SpeakerKind)),
        titles=st.lists(any_text, max_size=2),
        mentions=spans_in(text, 0, 3),
    )


def spans_in(text: str, least: int, most: int) -> st.SearchStrategy[list[Span]]:
    """So many spans of a text as fit, in order and apart."""
    bounds = st.lists(st.integers(0, len(text)), max_size=2 * most, min_size=2 * least, unique=True)
    return bounds.map(sorted).map(lambda at: [Span(*pair) for pair in zip(at[::2], at[1::2], strict=False)])
