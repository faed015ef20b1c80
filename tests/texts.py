"""Hypothesis strategies for awkward texts, shared by the tests."""

from __future__ import annotations

from hypothesis import strategies as st

DOUBLE_MARKS = '"“”„‟″'
SINGLE_MARKS = "'‘’‚`"
GUILLEMETS = "«»‹›"

WORDS = (
    "a",
    "the",
    "he said",
    "Mara Quill",
    "won't",
    "the workers’ union",
    "goin' home",
    "'tis",
    "the '90s",
    "rock ’n’ roll",
    "6'2\"",
    '27" wide',
    "No.",
    "We will go,",
    "she told reporters:",
    "…",
    "(",
    ")",
    "—",
    '<b class="x">',
    "مرحبا",
    "😀",
    "\u200b",
)
BREAKS = (" ", " ", " ", "", "\xa0", "\n", "\n\n", "\r\n", "\u2028", "\t")

any_text = st.text(st.characters(exclude_categories=()), max_size=80)
"""Any str: control characters, right-to-left letters and lone surrogates among others."""

marked_text = st.lists(
    st.sampled_from([*DOUBLE_MARKS, *SINGLE_MARKS, *GUILLEMETS, "''", "``", *WORDS, *BREAKS, *BREAKS]),
    max_size=40,
).map("".join)
"""Nonsense dense in quotation marks, apostrophes, line breaks and what is easily taken for them."""

awkward_text = any_text | marked_text
"""Either of them: what every total function must take."""

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
