"""A news archive in Parquet: its attributions and claims, in Parquet too, for DuckDB to query.

Needs DuckDB and pyarrow. Run it with: python examples/archive.py FOLDER
It writes a small archive into the folder, reads it back in batches, and puts the two tables beside it.
"""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import quoteattr as qa
from quoteattr.export import (
    ATTRIBUTION_COLUMNS,
    STATEMENT_COLUMNS,
    arrow_schema,
    attribution_records,
    statement_records,
)

try:
    import duckdb
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter, write_table
except ImportError as error:
    raise SystemExit("this example needs DuckDB and pyarrow; run: pip install duckdb pyarrow") from error

ARTICLES = Path(__file__).with_name("articles.jsonl")
BATCH = 1_000

REPEATED = """
    SELECT min(published)::DATE AS first,
           count(*) AS times,
           count(DISTINCT outlet) AS outlets,
           arg_min(text, position) AS wording
    FROM read_parquet($claims) GROUP BY claim HAVING times > 1 ORDER BY first, wording
"""


def write_archive(archive: Path) -> None:
    """The archive of this example; yours is there already."""
    with duckdb.connect() as connection:
        connection.read_json(str(ARTICLES)).write_parquet(str(archive))


def articles(archive: Path) -> Iterator[dict[str, Any]]:
    """The articles of an archive, of which so many as are in a batch are in memory at once."""
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(archive)).select("id", "source", "published", "text")
        for batch in table.to_arrow_reader(BATCH):
            yield from batch.to_pylist()


def write_tables(archive: Path, attributions: Path, claims: Path) -> None:
    """Attributions go out batch by batch; the statements that claims are made of stay in memory."""
    tracker = qa.ClaimTracker()
    documents = qa.extract_many(articles(archive))
    schema = arrow_schema(ATTRIBUTION_COLUMNS)
    with ParquetWriter(attributions, schema) as writer:
        while batch := list(islice(documents, BATCH)):
            writer.write_table(pa.Table.from_pylist(list(attribution_records(batch)), schema))
            tracker.add(batch)
    records = list(statement_records(tracker.claims()))
    write_table(pa.Table.from_pylist(records, arrow_schema(STATEMENT_COLUMNS)), claims)


def main(folder: Path) -> None:
    archive, attributions, claims = (
        folder / f"{name}.parquet" for name in ("articles", "attributions", "claims")
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_archive(archive)
    write_tables(archive, attributions, claims)
    with duckdb.connect() as connection:
        for first, times, outlets, wording in connection.execute(
            REPEATED, {"claims": str(claims)}
        ).fetchall():
            print(f"{first}: {times} times, {outlets} outlets: {wording}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python examples/archive.py FOLDER")
    main(Path(sys.argv[1]))
