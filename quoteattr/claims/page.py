"""Claims as an HTML page: each with its timeline, its wordings word by word, and its conflicts.

No scripts, and nothing from elsewhere; all text is escaped, and every sign that is a colour is a
mark or a word too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from quoteattr.claims.claim import Claim, Conflict, Variant
from quoteattr.claims.claimset import ClaimSet
from quoteattr.document import Span, Statement

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; }
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
article { border-top: 1px solid #ccc; padding: 1rem 0; }
h2 { font-size: 1.1rem; font-weight: 600; margin: 0 0 .3rem; }
p, ul { margin: .3rem 0; } ul { padding-left: 1.2rem; }
.about { color: #555; font-size: .9rem; }
.flag { color: #8a3b00; font-weight: 600; }
.conflict { border-left: 3px solid #d55e00; padding-left: .6rem; }
ins { background: #d9f0e6; text-decoration: underline; } del { background: #fbe3d3; }
mark { background: #ffe3c2; font-weight: 600; }
"""


def to_page(claims: ClaimSet, title: str = "Claims") -> Iterator[str]:
    """A standalone page of the repeated and the disputed claims, in pieces; to be written as UTF-8."""
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_escaped(title)}</h1>\n"
    )
    statements = sum(len(claim.statements) for claim in claims)
    counts = f"{statements} statements, {len(claims)} claims, {len(claims.repeated)} repeated"
    yield f'<p class="about">{counts}</p>\n'
    for claim in claims:
        if len(claim.statements) > 1 or claim.conflicts:
            yield _article(claim)
    yield "</body>\n</html>\n"


def _article(claim: Claim) -> str:
    first = claim.first
    parts = [f"<h2>{_escaped(first.text)}</h2>", f'<p class="about">{_escaped(_about(claim))}</p>']
    if claim.disputed_speaker:
        names = ", ".join(claim.speakers)
        parts.append(f'<p class="flag">The same words are given to different speakers: {_escaped(names)}</p>')
    parts.append(_list("timeline", (_event(s) for s in claim.statements)))
    others = [variant for variant in claim.variants if variant.text != first.text]
    parts.append(_list("variants", map(_variant, others)) if others else "")
    parts += map(_conflict, claim.conflicts)
    return f"<article>\n{''.join(part + chr(10) for part in parts if part)}</article>\n"


def _about(claim: Claim) -> str:
    times = len(claim.statements)
    return f"said {f'{times} times' if times > 1 else 'once'}; first {_provenance(claim.first)}"


def _event(statement: Statement) -> str:
    return _escaped(_provenance(statement))


def _variant(variant: Variant) -> str:
    """A wording, with the words that the first one has not, and in small what it has instead."""
    added = [span for difference in variant.differences for span in difference.b]
    gone = [variant.comparison.words(difference)[0] for difference in variant.differences if difference.a]
    text = _marked(variant.text, added, "ins")
    left_out = "".join(f" <del>{_escaped(words)}</del>" for words in gone)
    count = f" ({variant.count}×)" if variant.count > 1 else ""
    return f"{text}{count}" + (f' <span class="about">without:{left_out}</span>' if gone else "")


def _conflict(conflict: Conflict) -> str:
    differences = conflict.differences
    here = _marked(conflict.statement.text, [span for d in differences for span in d.a], "mark")
    there = _marked(conflict.other.text, [span for d in differences for span in d.b], "mark")
    kinds = ", ".join(dict.fromkeys(d.kind for d in differences))
    return (
        f'<div class="conflict"><p>Conflict ({kinds}): {here} <span class="about">'
        f"{_escaped(_provenance(conflict.statement))}</span></p>"
        f'<p>{there} <span class="about">{_escaped(_provenance(conflict.other))}</span></p></div>'
    )


def _provenance(statement: Statement) -> str:
    published = statement.published and statement.published.isoformat()
    known = (published, statement.source or statement.document, statement.speaker)
    return ", ".join(value for value in known if value) or statement.id


def _marked(text: str, spans: Sequence[Span], tag: str) -> str:
    pieces = []
    at = 0
    for span in sorted(spans):
        if span.start >= at:
            pieces += [_escaped(text[at : span.start]), f"<{tag}>{_escaped(span.of(text))}</{tag}>"]
            at = span.end
    return "".join([*pieces, _escaped(text[at:])])


def _list(name: str, items: Iterable[str]) -> str:
    return f'<ul class="{name}">\n' + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>"


def _escaped(text: str) -> str:
    return escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text))
