"""Texts that are hard to read: any characters at all, and nonsense dense in quotation marks."""

from __future__ import annotations

from hypothesis import strategies as st

_MARKS = (*'"“”„‟″', *"'‘’‚`", *"«»‹›", "''", "``")
_WORDS = (
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
_BREAKS = (" ", " ", " ", "", "\xa0", "\n", "\n\n", "\r\n", "\u2028", "\t")


def any_texts(*, max_size: int = 80) -> st.SearchStrategy[str]:
    """Any str of so many characters: control characters, right-to-left letters and lone surrogates too."""
    return st.text(st.characters(exclude_categories=()), max_size=max_size)


def marked_texts() -> st.SearchStrategy[str]:
    """Nonsense dense in quotation marks, apostrophes, line breaks and what is easily taken for them."""
    pieces = st.sampled_from([*_MARKS, *_WORDS, *_BREAKS, *_BREAKS])
    return st.lists(pieces, max_size=40).map("".join)


def awkward_texts() -> st.SearchStrategy[str]:
    """Either of them: what every function of a text must take."""
    return any_texts() | marked_texts()
