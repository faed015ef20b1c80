"""Claims as text for the terminal: each with its outlets, speakers, first date, wordings and conflicts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from quoteattr.claims import Claim, ClaimSet, Conflict
from quoteattr.claims.telling import provenance, summary
from quoteattr.cli.table import Style
from quoteattr.phrasing import listed

_LABEL = 13
_MOST = 5
_NARROWEST = 60
_MARKS = ('"', "“", "‘", "«", "„", "'")


def render_claims(claims: ClaimSet, style: Style) -> Iterator[str]:
    """The lines of the repeated and the disputed claims, each without its line end; a summary comes first."""
    shown = [claim for claim in claims if len(claim.statements) > 1 or claim.conflicts]
    yield style.shown(summary(claims))
    for number, claim in enumerate(shown, start=1):
        yield ""
        for label, text in _rows(number, claim, style):
            yield from _wrapped(label, style.shown(text), max(style.width, _NARROWEST))


def _rows(number: int, claim: Claim, style: Style) -> Iterator[tuple[str, str]]:
    first = claim.first
    times = len(claim.statements)
    yield f"{number}.", _quoted(first.text)
    yield "  said", f"{times} times" if times > 1 else "once"
    yield "  first", provenance(first)
    if claim.sources:
        yield "  outlets", listed(s.source for s in claim.statements)
    if claim.speakers:
        named = listed(s.speaker for s in claim.statements)
        yield (
            "  speakers",
            named + (" - the same words, different speakers!" if claim.disputed_speaker else ""),
        )
    others = [variant for variant in claim.variants if variant.text != first.text]
    for variant in others[:_MOST]:
        yield "  also as", _quoted(variant.text) + (f" ({variant.count} times)" if variant.count > 1 else "")
    for conflict in claim.conflicts[:_MOST]:
        yield "  conflict", _told(conflict)


def _told(conflict: Conflict) -> str:
    comparison = conflict.comparison
    parts = []
    for difference in conflict.differences:
        here, there = comparison.words(difference)
        parts.append(f"{difference.kind}: {here or 'nothing'} here, {there or 'nothing'} there")
    return f"{'; '.join(parts)} ({provenance(conflict.other)}: {_quoted(conflict.other.text)})"


def _quoted(text: str) -> str:
    """Words on one line, in quotation marks unless they have their own."""
    line = " ".join(text.split())
    return line if line.startswith(_MARKS) else f"“{line}”"


def _wrapped(label: str, text: str, width: int) -> Iterable[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=label.ljust(_LABEL),
        subsequent_indent=" " * _LABEL,
        break_on_hyphens=False,
    )
