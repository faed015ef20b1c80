"""A pandas DataFrame of articles, and one of what they attribute to whom.

Needs pandas. Run it with: python examples/dataframe.py
"""

from pathlib import Path

import quoteattr as qa
from quoteattr.export import ATTRIBUTION_COLUMNS, attribution_records

try:
    import pandas as pd
except ImportError as error:
    raise SystemExit("this example needs pandas; run: pip install pandas") from error

ARTICLES = Path(__file__).with_name("articles.jsonl")


def attributions_of(articles: pd.DataFrame) -> pd.DataFrame:
    """One row an attribution; its ``document`` is the article's ``id``."""
    # Where nothing is known, pandas has NaN or NaT, and quoteattr None.
    rows = articles.astype(object).where(articles.notna(), None).to_dict("records")
    return pd.DataFrame(attribution_records(qa.extract_many(rows)), columns=list(ATTRIBUTION_COLUMNS))


def main() -> None:
    articles = pd.read_json(ARTICLES, lines=True, dtype=False)
    attributions = attributions_of(articles)
    speakers = attributions.groupby("speaker").agg(
        attributions=("attribution", "size"), outlets=("outlet", "nunique"), first=("published", "min")
    )
    print(speakers.sort_values(["attributions", "speaker"], ascending=[False, True]).to_string())


if __name__ == "__main__":
    main()
