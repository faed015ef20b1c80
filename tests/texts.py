"""Texts for the tests: the awkward ones that the package draws, and short articles."""

from __future__ import annotations

from hypothesis import strategies as st

from quoteattr.strategies import any_texts, awkward_texts, marked_texts

any_text, marked_text, awkward_text = any_texts(), marked_texts(), awkward_texts()

NAMES = ("Mara Quill", "Tom Reed", "Ada Moss", "the harbour master", "The Farhaven Gazette")
CLAIMS = (
    "the pier will be rebuilt by May",
    "we never saw the boats again",
    "nobody is to blame",
    "it’s a matter of days",
)
# Each has a place for a name and one for a claim; marks are straight.
FRAMES = (
    '"{claim}," {name} said.',
    '"{claim}," said {name}.',
    '{name} said: "{claim}."',
    "{name} said that {claim}.",
    "According to {name}, {claim}.",
    'Asked about the storm, {name} called it "a cruel joke" and said {claim}.',
    '"I," {name} told reporters, "think that {claim}."',
    '"{claim}" — {name}',
    'Whose words was {name} speaking in? "{claim}."',
    '{name}: "{claim}."',
    'He said the town had an "open mind," {name} recalled.',
    "The town has thirty boats and one lighthouse.",
)

_paragraphs = st.builds(
    lambda frame, name, claim: frame.format(name=name, claim=claim),
    st.sampled_from(FRAMES),
    st.sampled_from(NAMES),
    st.sampled_from(CLAIMS),
)

article_text = st.lists(_paragraphs, min_size=1, max_size=5).map("\n\n".join)
"""Short articles of straight-marked paragraphs in which somebody says something, or nobody does."""
