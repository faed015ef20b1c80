"""The claims that some statements make, most repeated first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from quoteattr._validation import items_of, to_tuple
from quoteattr.claims.claim import Claim, Conflict
from quoteattr.claims.index import Index
from quoteattr.claims.records import record_of, statement_of
from quoteattr.claims.verdict import UNKNOWN
from quoteattr.document import Statement
from quoteattr.errors import InputTypeError, InputValueError, QuoteattrError, UnknownIdError

SCHEMA = 1


@frozen(slots=False)
class ClaimSet:
    """Claims, the most repeated first; of those repeated alike, the one with the smaller id."""

    claims: tuple[Claim, ...] = field(default=(), converter=to_tuple, validator=items_of(Claim))

    def __len__(self) -> int:
        return len(self.claims)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __getitem__(self, claim_id: str) -> Claim:
        """The claim with this id; raises :class:`~quoteattr.errors.UnknownIdError` where there is none."""
        if claim_id not in self._claim_of:
            raise UnknownIdError(f"no claim has the id {claim_id!r:.80}")
        return self._claim_of[claim_id]

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """For every statement, by id, the id of its claim."""
        return {statement.id: claim.id for claim in self.claims for statement in claim.statements}

    @property
    def repeated(self) -> tuple[Claim, ...]:
        """The claims that were made more than once."""
        return tuple(claim for claim in self.claims if len(claim.statements) > 1)

    def find(self, text: str) -> tuple[Claim, ...]:
        """The claims that a text makes too, in the same words or in part, the surest first.

        As nothing is known of who says it and when, short and common words find nothing.
        """
        if not isinstance(text, str):
            raise InputTypeError(f"only a str can be looked up, not {type(text).__name__}: {text!r:.80}")
        found: dict[str, float] = {}
        for number, verdict in self._index.matches(text):
            if verdict.shows_one(UNKNOWN):
                for claim_id in self._claims_in[number]:
                    found[claim_id] = max(found.get(claim_id, 0.0), verdict.sureness())
        return tuple(self[claim_id] for claim_id in sorted(found, key=lambda c: (-found[c], c)))

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready dict with its version under 'schema'; see the documentation of claims."""
        return {
            "schema": SCHEMA,
            "claims": [
                {
                    "id": claim.id,
                    "statements": [record_of(s) for s in claim.statements],
                    "conflicts": [
                        {"claim": c.claim, "statement": c.statement.id, "other": c.other.id}
                        for c in claim.conflicts
                    ],
                }
                for claim in self.claims
            ],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ClaimSet:
        """Read what :meth:`to_dict` wrote.

        Raises :class:`~quoteattr.errors.InputValueError` where it is of another version or shape.
        """
        if not isinstance(data, Mapping):
            raise InputTypeError(f"a claim set must be a mapping, not {type(data).__name__}")
        if (version := data.get("schema")) != SCHEMA:
            raise InputValueError(
                f"this version of quoteattr reads claims of schema {SCHEMA}, not {version!r}"
            )
        try:
            return cls(_read_claims(data["claims"]))
        except QuoteattrError:
            raise
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputValueError(f"the claims do not fit schema {SCHEMA}: {error!r}") from error

    def _repr_html_(self) -> str:
        from quoteattr.display.claims import claim_set_to_html

        return claim_set_to_html(self)

    @cached_property
    def _claim_of(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def _indexed(self) -> tuple[Index, dict[int, set[str]]]:
        index = Index()
        claims_in: dict[int, set[str]] = {}
        for claim in self.claims:
            for statement in claim.statements:
                claims_in.setdefault(index.number(statement.text), set()).add(claim.id)
        index.hold(0)
        return index, claims_in

    @property
    def _index(self) -> Index:
        return self._indexed[0]

    @property
    def _claims_in(self) -> Mapping[int, set[str]]:
        return self._indexed[1]


def _read_claims(rows: list[Mapping[str, Any]]) -> Iterator[Claim]:
    statements: dict[str, Statement] = {}
    for row in rows:
        statements |= {record["id"]: statement_of(record) for record in row["statements"]}
    for row in rows:
        conflicts = [
            Conflict(claim=c["claim"], statement=statements[c["statement"]], other=statements[c["other"]])
            for c in row["conflicts"]
        ]
        own = [statements[record["id"]] for record in row["statements"]]
        yield Claim(id=row["id"], statements=own, conflicts=conflicts)
