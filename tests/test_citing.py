"""Sources of sources: who is cited in another's report speaks beneath it."""

from __future__ import annotations

import pytest
from attrs import evolve
from candidates import candidate

from quoteattr.extraction.linking.citing import turn_citations
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.reading.places import Places

TEXT = "Three fishermen were held, the Gazette reported, citing a police source."


def turned(text, *candidates):
    """Source, content and the source of what it stands beneath, for each candidate."""
    doc = next(iter(parse([text], default_pipeline())))
    found = turn_citations(Places(doc), candidates)
    reporters = {c.anchor: words(text, c.source) for c in found}
    return [(words(text, c.source), words(text, c.content), reporters.get(c.beneath)) for c in found]


def words(text, spans):
    return " ... ".join(span.of(text) for span in spans)


def test_who_is_cited_is_a_source_beneath_the_reporter():
    reported = candidate(TEXT, "the Gazette", "reported", "Three fishermen were held")
    cited = candidate(TEXT, "the Gazette", "citing", "a police source", outermost=0.1)
    assert turned(TEXT, reported, cited) == [
        ("the Gazette", "Three fishermen were held", None),
        ("a police source", "Three fishermen were held", "the Gazette"),
    ]


def test_a_citation_that_ran_into_the_report_is_cut_off_it():
    cited = candidate(TEXT, "the Gazette", "citing", "a police source")
    report = candidate(TEXT, "the Gazette", "reported", "Three fishermen were held")
    report = evolve(report, content=report.content + cited.content)
    gazette, source = turned(TEXT, report, cited)
    assert gazette == ("the Gazette", "Three fishermen were held", None)
    assert source == ("a police source", "Three fishermen were held", "the Gazette")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The Gazette, citing a police source, reported that the pier was shut.", "that the pier was shut"),
        (
            "The Gazette reported on Monday, citing a police source, that the pier was shut.",
            "citing a police source, that the pier was shut",
        ),
    ],
)
def test_a_citation_may_stand_before_what_is_reported(text, content):
    cited = candidate(text, "The Gazette", "citing", "a police source")
    report = candidate(text, "The Gazette", "reported", content)
    found = {source: (words, parent) for source, words, parent in turned(text, cited, report)}
    assert found == {
        "The Gazette": ("that the pier was shut", None),
        "a police source": ("that the pier was shut", "The Gazette"),
    }


def test_a_report_that_a_citation_parts_comes_before_another_of_its_sentence():
    text = "It fell, Moss said, and the Gazette, citing a police source, reported that it stands."
    moss = candidate(text, "Moss", "said", "It fell")
    cited = candidate(text, "the Gazette", "citing", "a police source")
    report = candidate(text, "the Gazette", "reported", "that it stands")
    assert turned(text, moss, cited, report) == [
        ("Moss", "It fell", None),
        ("a police source", "that it stands", "the Gazette"),
        ("the Gazette", "that it stands", None),
    ]


def test_an_object_before_its_citing_is_left_alone():
    text = "It fell, Moss said, asking which officers the Gazette was citing."
    moss = candidate(text, "Moss", "said", "It fell")
    cited = candidate(text, "the Gazette", "citing", "which officers")
    assert turned(text, moss, cited) == [("Moss", "It fell", None), ("the Gazette", "which officers", None)]


def test_a_source_that_follows_its_citing_is_who_is_cited():
    text = "The pier was shut, the Gazette reported, citing the tide log."
    report = candidate(text, "the Gazette", "reported", "The pier was shut")
    cited = candidate(text, "the tide log", "citing", "The pier was shut")
    assert turned(text, report, cited)[1] == ("the tide log", "The pier was shut", "the Gazette")


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It was shut, the Gazette reported, citing high winds.", "citing", "high winds"),
        (
            "It was shut, the Gazette reported, citing the release of a plan.",
            "citing",
            "the release of a plan",
        ),
        (
            "It was shut, the Gazette reported, citing that the pier was gone.",
            "citing",
            "that the pier was gone",
        ),
        ("It was shut, the Gazette reported, quoting.", "quoting", ""),
        ("It was shut, the Gazette reported, and cited a police source.", "cited", "a police source"),
        (
            "It was shut, the Gazette reported. Moss left, citing a police source.",
            "citing",
            "a police source",
        ),
    ],
)
def test_what_is_cited_but_nobody_s_word_stays_a_content(text, cue, content):
    report = candidate(text, "the Gazette", "reported", "It was shut")
    cited = candidate(text, "the Gazette", cue, content)
    assert turned(text, report, cited)[1] == ("the Gazette", content, None)


def test_a_citation_with_no_report_before_it_stays_as_it_was():
    text = "Citing a police source, the Gazette reported that three fishermen were held."
    cited = candidate(text, "the Gazette", "Citing", "a police source")
    report = candidate(text, "the Gazette", "reported", "three fishermen were held")
    assert [parent for _, _, parent in turned(text, cited, report)] == [None, None]


def test_no_candidates_are_none():
    assert turned("", *()) == []
