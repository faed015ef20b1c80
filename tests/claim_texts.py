"""Statements for the tests of claims: a few invented sentences, cut, altered and given to invented people."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from quoteattr.document import Statement

SENTENCES = (
    "The ferry company will close seven of its twelve harbour piers before the winter timetable begins",
    "Nobody has asked the crane drivers of Port Alder what they think of the new timetable",
    "We spent 4.5 million dollars on a lighthouse that guides no ship into any harbour",
    "Councillor Brandt never promised the fishermen of Port Alder a single new trawler",
    "Some of the divers may have found the missing anchor of the Silver Gannet near the reef",
    "We have to do it",
)
PEOPLE = (None, "he", "Mara Ilven", "Ilven", "Theo Brandt", "a spokesman for the port")
_CHANGES = {
    "seven": "six", "twelve": "12", "never": "", "Nobody": "Everybody", "4.5 million dollars": "$4.5m",
    "Alder": "Birch", "Some": "All", "may": "will", "harbour": "harbor", "timetable": "timetabel",
}  # fmt: skip


@st.composite
def wordings(draw: st.DrawFn) -> str:
    """One of the sentences, with some of its words changed, cut somewhere."""
    text = draw(st.sampled_from(SENTENCES))
    for word in draw(st.sets(st.sampled_from(sorted(_CHANGES)), max_size=2)):
        text = text.replace(word, _CHANGES[word])
    words = text.split()
    if draw(st.booleans()):
        start = draw(st.integers(0, len(words) - 1))
        words = words[start : draw(st.integers(start + 1, len(words)))]
    return " ".join(words)


@st.composite
def statements(draw: st.DrawFn, max_size: int = 12) -> list[Statement]:
    """Statements with ids of their own, by people and on days that may be the same."""
    texts = draw(st.lists(wordings() | st.text(max_size=20), max_size=max_size))
    return [
        Statement(
            id=f"s{number}",
            text=text,
            speaker=draw(st.sampled_from(PEOPLE)),
            published=draw(st.none() | st.integers(0, 30).map(lambda day: date(2031, 2, 1) + timedelta(day))),
        )
        for number, text in enumerate(texts)
    ]
