"""Contents beyond the paragraph of their cue: blocks after a colon, and quotations that go on."""

from __future__ import annotations

from candidates import candidate
from hypothesis import given
from hypothesis import strategies as st
from texts import marked_text

from quoteattr.extraction.linking.carrying import carry_on, carry_over_colons
from quoteattr.extraction.linking.quotations import Marks
from quoteattr.marks import find_quotations
from quoteattr.paragraphs import find_paragraphs


def over_colons(text, *candidates):
    carried = carry_over_colons(text, candidates, find_paragraphs(text), Marks.of(find_quotations(text)))
    return [[span.of(text) for span in c.content] for c in carried]


def going_on(text, *candidates):
    carried = carry_on(text, candidates, Marks.of(find_quotations(text)))
    return [[span.of(text) for span in c.content] for c in carried]


def test_a_colon_at_a_paragraph_s_end_introduces_the_next_one():
    text = "Reed went on:\n\nNobody told us. We read it in the paper.\n\nHe left."
    reed = candidate(text, "Reed", "went on", "")
    assert over_colons(text, reed) == [["Nobody told us. We read it in the paper."]]


def test_blanks_around_a_block_are_none_of_it():
    text = "Reed went on:\n\n    “Nobody told us.\n\n    “We read it in the paper.”   "
    reed = candidate(text, "Reed", "went on", "")
    assert over_colons(text, reed) == [["“Nobody told us.\n\n    “We read it in the paper.”"]]


def test_a_long_source_makes_no_room_for_other_words():
    text = "“It is gone,” said {}. It was cold and dark. “We have been ready for weeks.”"
    for source in ("Reed", "the chair of the board of the port of the city of the bay"):
        told = text.format(source)
        assert going_on(told, candidate(told, source, "said", "“It is gone,”")) == [["“It is gone,”"]]


def test_a_block_in_marks_is_the_content_to_its_closing_mark():
    text = "Reed went on:\n\n“Nobody told us.\n\n“We read it in the paper,” and he left."
    reed = candidate(text, "Reed", "went on", "")
    assert over_colons(text, reed) == [["“Nobody told us.\n\n“We read it in the paper,”"]]


def test_a_colon_introduces_nothing_for_a_cue_of_an_earlier_sentence_or_before_another_cue():
    text = "Reed said it rained. The list:\n\nNets and boats."
    assert over_colons(text, candidate(text, "Reed", "said", "it rained")) == [["it rained"]]
    text = "Reed said that Moss said:\n\nNets and boats."
    reed = candidate(text, "Reed", "said", "")
    moss = candidate(text, "Moss", "said", "", last=True)
    assert over_colons(text, reed, moss) == [[], ["Nets and boats."]]


def test_a_colon_at_the_text_s_end_introduces_nothing():
    text = "Reed went on:"
    assert over_colons(text, candidate(text, "Reed", "went on", "")) == [[]]


def test_a_quotation_that_follows_without_a_cue_is_still_theirs():
    text = '"The pier is gone," Moss said. "We will build another."'
    moss = candidate(text, "Moss", "said", '"The pier is gone,"')
    assert going_on(text, moss) == [['"The pier is gone,"', '"We will build another."']]


def test_quotations_go_on_over_paragraphs():
    text = '"The pier is gone," Moss said.\n\n"We will build another."\n\n"It will be of stone."'
    moss = candidate(text, "Moss", "said", '"The pier is gone,"')
    assert going_on(text, moss)[0][1:] == ['"We will build another."', '"It will be of stone."']


def test_a_quotation_past_other_words_is_not_theirs():
    text = '"The pier is gone," Moss said. Nobody in the hall moved. "We will build another."'
    assert going_on(text, candidate(text, "Moss", "said", '"The pier is gone,"')) == [['"The pier is gone,"']]


def test_a_term_in_marks_is_no_quotation_that_goes_on():
    text = '"The pier is gone," Moss said. "Reforms" came.'
    assert going_on(text, candidate(text, "Moss", "said", '"The pier is gone,"')) == [['"The pier is gone,"']]


def test_another_s_quotation_is_another_s():
    text = '"It is gone," Moss said. "It is not," Reed said. "You can see it from here."'
    moss = candidate(text, "Moss", "said", '"It is gone,"')
    reed = candidate(text, "Reed", "said", '"It is not,"', last=True)
    assert going_on(text, moss, reed) == [['"It is gone,"'], ['"It is not,"', '"You can see it from here."']]


@given(marked_text, st.data())
def test_contents_only_grow(text, data):
    text += " x"
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    contents = [text[start:end] for start, end in data.draw(st.lists(edges, max_size=2))]
    given_ones = [candidate(text, "", "x", content) for content in contents]
    carried = carry_on(text, given_ones, Marks.of(find_quotations(text)))
    for before, after in zip(given_ones, carried, strict=True):
        assert any(span.contains(before.content[0]) for span in after.content)
        assert all(span.of(text) for span in after.content)
