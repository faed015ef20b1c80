"""What the table, the page and a notebook tell of claims, in words."""

from __future__ import annotations

from quoteattr.claims.claimset import ClaimSet
from quoteattr.document import Statement
from quoteattr.phrasing import counted


def summary(claims: ClaimSet) -> str:
    """How many statements, and what became of them."""
    statements = sum(len(claim.statements) for claim in claims)
    disputed = sum(1 for claim in claims if claim.conflicts)
    return (
        f"{counted(statements, 'statement')}, {counted(len(claims), 'claim')}, "
        f"{len(claims.repeated)} of them repeated, {disputed} in conflict"
    )


def provenance(statement: Statement) -> str:
    """When, where and by whom: '2031-02-03, Harbour Times, Mara Ilven'; with nothing known, the id."""
    published = statement.published and statement.published.isoformat()
    known = (published, statement.source or statement.document, statement.speaker)
    return ", ".join(value for value in known if value) or statement.id
