"""The values of extraction, as odd as their classes allow: valid, but nothing that was ever extracted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, get_args

from hypothesis import strategies as st

from quoteattr.document import Attribution, Document, Kind, Mode, Speaker, SpeakerKind, Statement
from quoteattr.spans import Span
from quoteattr.strategies.texts import any_texts, awkward_texts

if TYPE_CHECKING:
    from quoteattr.extraction.resolver import Resolution

# How long a text is that values are drawn for apart from a Document.
_LENGTH = 80


def moments() -> st.SearchStrategy[date | None]:
    """When something was published: nothing, a day, or a time with or without its zone."""
    return st.none() | st.dates() | st.datetimes() | st.datetimes(timezones=st.timezones())


def spans(length: int = _LENGTH) -> st.SearchStrategy[Span]:
    """A span of a text of so many code points, of which there must be one at least."""
    return _spans(length, 1, 1).map(lambda found: found[0])


def speakers(length: int = _LENGTH) -> st.SearchStrategy[Speaker]:
    """A speaker with mentions in a text of so many code points."""
    return st.builds(
        Speaker,
        id=any_texts(),
        name=any_texts(),
        kind=st.sampled_from(get_args(SpeakerKind)),
        titles=st.lists(any_texts(), max_size=2),
        mentions=_spans(length, 0, 3),
    )


def attributions(
    length: int = _LENGTH,
    *,
    ids: st.SearchStrategy[str] | None = None,
    parents: Sequence[str] = (),
    speakers: Sequence[str] = (),
) -> st.SearchStrategy[Attribution]:
    """An attribution in a text of so many code points, with one of these parents and speakers or none."""
    return st.builds(
        Attribution,
        id=any_texts() if ids is None else ids,
        content=_spans(length, 1, 3),
        source=_spans(length, 0, 2),
        cue=_spans(length, 0, 2),
        parent=st.sampled_from([None, *parents]),
        kind=st.sampled_from(get_args(Kind)),
        mode=st.sampled_from(get_args(Mode)),
        speaker=st.sampled_from([None, *speakers]),
        medium=st.none() | spans(length),
        addressee=st.none() | spans(length),
        confidence=st.floats(0, 1),
    )


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] | None = None) -> Document:
    """A document of one of these texts, by default an awkward one, with parts anywhere in it."""
    text = draw(awkward_texts() if texts is None else texts)
    found = draw(st.lists(speakers(len(text)), max_size=3, unique_by=lambda speaker: speaker.id))
    ids = draw(st.lists(any_texts(), max_size=4, unique=True)) if text else []
    named = [speaker.id for speaker in found]
    return Document(
        text=text,
        id=draw(st.none() | any_texts()),
        source=draw(st.none() | any_texts()),
        published=draw(moments()),
        speakers=found,
        attributions=[
            draw(attributions(len(text), ids=st.just(id_), parents=ids[:number], speakers=named))
            for number, id_ in enumerate(ids)
        ],
    )


def statements(texts: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Statement]:
    """A statement of one of these texts, by default of any; its id is not empty."""
    return st.builds(
        Statement,
        id=any_texts().filter(bool),
        text=any_texts() if texts is None else texts,
        speaker=st.none() | any_texts(),
        source=st.none() | any_texts(),
        published=moments(),
        document=st.none() | any_texts(),
        chain=st.lists(any_texts(), max_size=3),
    )


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """What a resolver may give: some speakers, and whose some attributions are."""
    from quoteattr.extraction.resolver import Resolution

    found = draw(st.lists(speakers(), max_size=3, unique_by=lambda speaker: speaker.id))
    whose = st.sampled_from([speaker.id for speaker in found]) if found else st.nothing()
    return Resolution(found, draw(st.dictionaries(any_texts(), whose, max_size=3)))


def _spans(length: int, least: int, most: int) -> st.SearchStrategy[list[Span]]:
    """So many spans as fit into a text, in order and apart."""
    bounds = st.lists(st.integers(0, length), max_size=2 * most, min_size=2 * least, unique=True)
    return bounds.map(sorted).map(lambda at: [Span(*pair) for pair in zip(at[::2], at[1::2], strict=False)])
