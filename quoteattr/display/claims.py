"""Claims as HTML: the wordings of one as word diffs, many as a table, two wordings side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quoteattr.claims import Claim, ClaimSet, Comparison, Conflict, Difference, Variant
from quoteattr.claims.telling import provenance, summary
from quoteattr.display.markup import element, escaped, fragment, marked, page
from quoteattr.display.wordings import Piece, word_diff
from quoteattr.document import Statement
from quoteattr.phrasing import counted, listed, shortened
from quoteattr.spans import Span

# How many are shown of each; that there are more is told below them.
_CLAIMS = 50
_WORDINGS = 20
_PLACES = 6
_CONFLICTS = 10
_LONGEST_CELL = 160
_LONGEST_DELETION = 120
_LEGEND = "<span>against the first wording: <del>left out</del> <ins>put in</ins></span>"


def claim_to_html(claim: Claim) -> str:
    """A claim as an HTML fragment: its wordings as word diffs to the first one, with where they stood."""
    return fragment(_claim(claim))


def claim_set_to_html(claims: ClaimSet) -> str:
    """Claims as an HTML fragment: a table of those most repeated."""
    columns = ("claim", "said", "wordings", "first", "outlets", "speakers", "")
    head = element("tr", "".join(element("th", name) for name in columns))
    rows = "".join(map(_row, claims.claims[:_CLAIMS]))
    table = f'<table class="overview"><thead>{head}</thead><tbody>\n{rows}</tbody></table>'
    header = element("header", element("span", summary(claims)))
    return fragment(f"<article>\n{header}{table}{_more(len(claims) - _CLAIMS, 'claim')}</article>\n")


def comparison_to_html(comparison: Comparison) -> str:
    """A comparison as an HTML fragment: the two wordings, with what differs marked in both."""
    kinds = _kinds(difference for difference in comparison.differences if difference.kind != "wording")
    told = f"score {comparison.score:.2f}{kinds}"
    header = f"<header><b>{comparison.relation}</b><span>{told}</span></header>"
    return fragment(f"<article>\n{header}{_two_wordings(comparison, 'a', 'b')}</article>\n")


def claims_to_page(claims: ClaimSet, title: str = "Claims") -> Iterator[str]:
    """A standalone page of the repeated and the disputed claims, in pieces; to be written as UTF-8."""
    return page(title, _page_pieces(claims, title))


def _page_pieces(claims: ClaimSet, title: str) -> Iterator[str]:
    yield f"<h1>{escaped(title)}</h1>\n<p>{summary(claims)}</p>\n"
    for claim in claims:
        if len(claim.statements) > 1 or claim.conflicts:
            yield _claim(claim)


def _row(claim: Claim) -> str:
    first = claim.first.published
    cells = (
        escaped(shortened(claim.first.text, _LONGEST_CELL)),
        f"{len(claim.statements)}×",
        str(len({statement.text for statement in claim.statements})),
        first.isoformat() if first else "no date",
        escaped(listed(statement.source for statement in claim.statements)),
        escaped(listed(statement.speaker for statement in claim.statements)),
        " ".join(element("span", flag, class_="flag") for flag in _flags(claim)),
    )
    return element("tr", "".join(element("td", cell, dir="auto") for cell in cells)) + "\n"


def _flags(claim: Claim) -> Iterator[str]:
    if claim.conflicts:
        yield "in conflict"
    if claim.disputed_speaker:
        yield "speakers differ"


def _claim(claim: Claim) -> str:
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in claim.statements:
        said[statement.text].append(statement)
    variants = sorted(claim.variants, key=lambda variant: variant.text != claim.first.text)
    rows = "".join(_variant(variant, said[variant.text]) for variant in variants[:_WORDINGS])
    table = f'<table class="variants"><tbody>\n{rows}</tbody></table>'
    conflicts = "".join(map(_conflict, claim.conflicts[:_CONFLICTS]))
    return (
        f"<article>\n{_claim_header(claim, len(variants))}"
        f"{table}{_more(len(variants) - _WORDINGS, 'wording')}"
        f"{conflicts}{_more(len(claim.conflicts) - _CONFLICTS, 'conflict')}</article>\n"
    )


def _claim_header(claim: Claim, wordings: int) -> str:
    facts = (
        f"said {counted(len(claim.statements), 'time')}",
        counted(len(claim.sources), "outlet"),
        counted(wordings, "wording"),
    )
    names = listed(statement.speaker for statement in claim.statements)
    parts = (
        element("b", escaped(claim.id), dir="auto"),
        element("span", ", ".join(facts)),
        _LEGEND if wordings > 1 else "",
        element("span", escaped(f"given to different speakers: {names}"), class_="flag")
        if claim.disputed_speaker
        else "",
    )
    return element("header", "".join(parts)) + "\n"


def _variant(variant: Variant, statements: Sequence[Statement]) -> str:
    """A wording as a word diff to the first one, and the statements that have it."""
    places = "".join(element("li", escaped(provenance(s)), dir="auto") for s in statements[:_PLACES])
    said = f"<ul>{places}</ul>{_more(len(statements) - _PLACES, 'statement')}"
    wording = "".join(map(_piece, word_diff(variant.comparison)))
    return element("tr", element("td", wording, dir="auto") + element("td", said)) + "\n"


def _piece(piece: Piece) -> str:
    """What the second text has, and before it, struck out, what the first one has instead."""
    if not piece.changed:
        return escaped(piece.b)
    added = element("ins", escaped(piece.b)) if piece.b else ""
    if not piece.a:
        return added
    gone = element("del", escaped(shortened(piece.a, _LONGEST_DELETION)))
    return f"{gone} {added}" if added else f" {gone} "


def _conflict(conflict: Conflict) -> str:
    flag = element("span", f"in conflict{_kinds(conflict.differences)}", class_="flag")
    sides = _two_wordings(conflict.comparison, provenance(conflict.statement), provenance(conflict.other))
    return f"<div>{flag}{sides}</div>\n"


def _kinds(differences: Iterable[Difference]) -> str:
    return "".join(f", {kind}" for kind in dict.fromkeys(difference.kind for difference in differences))


def _two_wordings(comparison: Comparison, here: str, there: str) -> str:
    """Both texts, one under the other; what makes a conflict is marked apart from what is mere wording."""
    first = _side(comparison.a, [(d.kind, d.a) for d in comparison.differences], "del", here)
    second = _side(comparison.b, [(d.kind, d.b) for d in comparison.differences], "ins", there)
    return f'<table class="variants"><tbody>\n{first}{second}</tbody></table>'


def _side(text: str, differing: Iterable[tuple[str, Sequence[Span]]], worded: str, where: str) -> str:
    marks = [
        (span, worded if kind == "wording" else "mark", kind) for kind, spans in differing for span in spans
    ]
    cells = element("td", marked(text, marks), dir="auto") + element("td", escaped(where), dir="auto")
    return element("tr", cells) + "\n"


def _more(number: int, noun: str) -> str:
    return f'<p class="aside">and {counted(number, f"more {noun}")}</p>' if number > 0 else ""
