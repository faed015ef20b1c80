"""What all HTML of this package has in common: escaping, marks in a text, styles, and the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from quoteattr.spans import Span

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """Text for HTML; what must not stand in it, as a lone surrogate, becomes a replacement character."""
    return escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def element(tag: str, content: str, **attributes: object) -> str:
    """One HTML element; the content is HTML, the attributes are text."""
    given = "".join(f' {name.rstrip("_")}="{escaped(str(value))}"' for name, value in attributes.items())
    return f"<{tag}{given}>{content}</{tag}>"


def marked(text: str, marks: Iterable[tuple[Span, str, str]]) -> str:
    """A text with some spans in elements: (span, tag, title). Of two that overlap the first one stands."""
    pieces = []
    at = 0
    for span, tag, title in sorted(marks):
        if span.start >= at:
            pieces += [escaped(text[at : span.start]), element(tag, escaped(span.of(text)), title=title)]
            at = span.end
    return "".join([*pieces, escaped(text[at:])])


def fragment(html: str) -> str:
    """HTML that brings its own style, for a notebook or another page."""
    return f'<style>\n{_style("fragment")}</style>\n<div class="quoteattr">{html}</div>'


def page(title: str, pieces: Iterable[str]) -> Iterator[str]:
    """A standalone page around some HTML, in pieces, as they come; to be written as UTF-8."""
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n"
        f'<style>\n{_style("page")}{_style("fragment")}</style>\n</head>\n<body class="quoteattr">\n'
    )
    yield from pieces
    yield "</body>\n</html>\n"


@cache
def _style(name: str) -> str:
    return (files("quoteattr.resources") / "display" / f"{name}.css").read_text(encoding="utf8")
