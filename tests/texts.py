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
