"""Attributions that a set phrase tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from texts import awkward_text

from quoteattr.extraction.linking.phrases import find_phrases
from quoteattr.extraction.linking.quotations import Marks
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.marks import find_quotations


def phrases(text: str) -> list[tuple[str, list[str], str]]:
    (doc,) = parse([text], default_pipeline())
    found = find_phrases(doc, Marks.of(find_quotations(text)))
    return [(c.source[0].of(text), [span.of(text) for span in c.cue], c.content[0].of(text)) for c in found]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ('It was, in Moss\'s words, "a cruel joke."', "Moss", ["in", "words"], '"a cruel joke."'),
        ("In her own words: “Nobody saw it coming.”", "her", ["In", "words"], "“Nobody saw it coming.”"),
        ('"It is a joke," in the words of Ada Moss.', "Ada Moss", ["in the words of"], '"It is a joke,"'),
        ('It was, in the words of Tom Reed, "a joke."', "Tom Reed", ["in the words of"], '"a joke."'),
    ],
)
def test_in_somebody_s_words(text, source, cue, content):
    assert phrases(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "In other words, “it was a joke.”",
        "In Moss's words there was hope. “It was a joke.”",
        "“It is, in Moss's words, a cruel joke.”",
        "They were brave in words and in deeds.",
    ],
)
def test_other_words_tell_nobody(text):
    assert phrases(text) == []


@settings(max_examples=20)
@given(awkward_text.map(lambda text: f"In {text}'s words, “it {text} rained.”"))
def test_any_text_is_read(text):
    for source, cue, content in phrases(text):
        assert all(words.strip() for words in (source, *cue, content))
