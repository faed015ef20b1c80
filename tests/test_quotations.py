"""Contents held against quotation marks."""

from __future__ import annotations

from itertools import pairwise

from candidates import candidate
from hypothesis import given
from hypothesis import strategies as st
from texts import marked_text

from quoteattr.extraction.linking.quotations import Marks, fit_to_quotations
from quoteattr.extraction.tagging.tagger import Candidate
from quoteattr.marks import find_quotations
from quoteattr.spans import Span


def fitted(text: str, one: Candidate) -> list[str]:
    found = fit_to_quotations(text, one, Marks.of(find_quotations(text)))
    return [span.of(text) for span in found.content]


def test_a_content_with_most_of_a_quotation_has_all_of_it():
    text = '"Nobody told us that the pier was gone," Reed said.'
    assert fitted(text, candidate(text, "Reed", "said", "told us that the pier was gone")) == [
        '"Nobody told us that the pier was gone,"'
    ]


def test_a_content_with_a_word_of_a_quotation_keeps_to_it():
    text = '"Nobody told us that the pier was gone," Reed said.'
    assert fitted(text, candidate(text, "Reed", "said", "the pier")) == ["the pier"]


def test_a_quotation_longer_than_a_tagger_sees_is_had_as_a_whole():
    quotation = '"' + "Nobody told us that the pier was gone. " * 40 + 'We read it,"'
    text = f"{quotation} Reed said."
    seen = quotation[-300:]
    assert fitted(text, candidate(text, "Reed", "said", seen, last=True)) == [quotation]


def test_a_content_within_the_cue_s_own_quotation_ends_before_the_mark():
    text = '"Moss said that the pier was gone," Reed recalled.'
    moss = candidate(text, "Moss", "said", 'that the pier was gone,"')
    assert fitted(text, moss) == ["that the pier was gone,"]


@given(marked_text.filter(lambda text: len(text) > 1), st.data())
def test_no_word_of_a_content_is_lost_but_marks_around_its_cue(text: str, data: st.DataObject):
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    content = Span(*data.draw(edges))
    one = Candidate.by_form(data.draw(st.integers(0, len(text) - 1)), (), (), (content,))
    marks = Marks.of(find_quotations(text))
    grown = fit_to_quotations(text, one, marks).content
    assert marks.holding(one.anchor) or any(span.contains(content) for span in grown)
    assert all(a.end < b.start for a, b in pairwise(grown))
