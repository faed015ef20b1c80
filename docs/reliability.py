"""Draw how far confidence can be trusted: docs/images/reliability.svg, from the models' settings.

usage: python docs/reliability.py
"""

from __future__ import annotations

import json
from pathlib import Path

import altair as alt

from quoteattr.extraction.tagging.model import MODELS, model_file

IMAGE = Path(__file__).parent / "images" / "reliability.svg"
# The share that is right of fewer than this is chance.
FEWEST = 10
# Two of Okabe and Ito's colours, which colour-blind people can tell apart.
COLOURS = {"light": "#0072B2", "accurate": "#D55E00"}


def main() -> None:
    """Write the image."""
    rows = [row | {"model": name} for name in MODELS for row in reliability(name) if row["count"] >= FEWEST]
    points = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("confidence:Q", title="confidence, mean of the bin", scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("accuracy:Q", title="share that is right", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("model:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))),
        shape=alt.Shape("model:N", scale=alt.Scale(domain=list(COLOURS))),
    )
    ends = alt.Data(values=[{"confidence": at, "accuracy": at} for at in (0, 1)])
    perfect = (
        alt.Chart(ends).mark_line(color="#888888", strokeDash=[4, 4]).encode(x="confidence:Q", y="accuracy:Q")
    )
    sizes = points.mark_point(filled=True).encode(
        size=alt.Size("count:Q", title="attributions", scale=alt.Scale(range=[30, 300]))
    )
    IMAGE.parent.mkdir(exist_ok=True)
    (perfect + points.mark_line() + sizes).properties(width=420, height=320).save(IMAGE)


def reliability(name: str) -> list[dict[str, float]]:
    """The bins of a model: how many attributions, their mean confidence and the share that is right."""
    card = json.loads(model_file(name).with_suffix(".json").read_text(encoding="utf8"))
    bins: list[dict[str, float]] = card["chosen"]["reliability"]
    return bins


if __name__ == "__main__":
    main()
