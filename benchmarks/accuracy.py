"""The figures of docs/accuracy-and-limits.md for both models, as tables in Markdown.

usage: python benchmarks/accuracy.py

Runs over the development corpora and with the scorers that lie beside the repository.
"""

from __future__ import annotations

import json
import re
import runpy
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from quoteattr import extract_many
from quoteattr.scoring import Parts, pair
from quoteattr.spans import Span

SHARED = Path(__file__).resolve().parents[2] / "shared"
MODELS = ("light", "accurate")

Rows = list[dict[str, Any]]
Found = dict[str, Rows]


def main() -> int:
    """Print the tables."""
    if not SHARED.exists():
        print(f"the corpora and their scorers are not in {SHARED}", file=sys.stderr)
        return 1
    sys.path.insert(0, str(SHARED / "score"))
    attributions, chains = (
        runpy.run_path(str(SHARED / f"score/score_{what}.py"))["score"] for what in ("attributions", "chains")
    )
    for name in ("polnear-dev", "chains-dev", "seed"):
        gold = [json.loads(line) for line in (SHARED / f"corpora/{name}.jsonl").open(encoding="utf8")]
        found = {model: predict(gold, model) for model in MODELS}
        print_table(name, {m: attribution_figures(attributions(gold, found[m])) for m in MODELS})
        if name == "polnear-dev":
            print_table("not found rightly", {m: missed(gold, found[m]) for m in MODELS})
            print_table("found, but wrong", {m: mistaken(gold, found[m]) for m in MODELS})
        else:
            print_table(f"{name}, chains", {m: chain_figures(chains(gold, found[m])) for m in MODELS})
            beside = [with_sources_beside_cues(row) for row in gold]
            print_table(
                f"{name}, sources beside their cues", {m: nesting(chains(beside, found[m])) for m in MODELS}
            )
    return 0


def predict(gold: Rows, model: str) -> Found:
    """What a model finds in each article, as the scorers read it."""
    articles = ({"text": row["text"], "id": row["id"]} for row in gold)
    found = {}
    for document in tqdm(extract_many(articles, model=model), total=len(gold), desc=model, leave=False):
        names = {speaker.id: speaker.name for speaker in document.speakers}
        told = document.to_dict()["attributions"]
        found[document.id or ""] = [a | {"speaker": names.get(a["speaker"])} for a in told]
    return found


def attribution_figures(score: Mapping[str, Any]) -> dict[str, str]:
    """F1 by kind, and of contents equal to the letter."""
    exact = score["all"]["content exact"]
    return {kind: _prf(by_part["attribution"]) for kind, by_part in score.items()} | {
        "all, contents equal to the letter": _prf(exact)
    }


def chain_figures(score: Mapping[str, Any]) -> dict[str, str]:
    """F1s and shares by what they are of."""
    return {what: _prf(f) if "f1" in f else _share(f) for what, f in score.items()}


def nesting(score: Mapping[str, Any]) -> dict[str, str]:
    """F1 of nested attributions and of their links alone."""
    return {what: figure for what, figure in chain_figures(score).items() if what in ("nested", "links")}


def with_sources_beside_cues(row: Mapping[str, Any]) -> dict[str, Any]:
    """An article with the source of each nested attribution where its words last stand before the cue.

    In ten of the 68 of chains-dev it is marked where the same letters first stand in the content around,
    in five within another word: 'he' in 'the'.
    """
    contents = {a["id"]: a["content"] for a in row["attributions"]}
    moved = [_beside_cue(a, row["text"], contents.get(a["parent"], [])) for a in row["attributions"]]
    return {**row, "attributions": moved}


def _beside_cue(attribution: dict[str, Any], text: str, around: Sequence[tuple[int, int]]) -> dict[str, Any]:
    if len(attribution["source"]) != 1 or not attribution["cue"]:
        return attribution
    [[start, end]], [[cue, _], *_] = attribution["source"], attribution["cue"]
    words = re.compile(rf"\b{re.escape(text[start:end])}\b", re.IGNORECASE)
    mentions = [m.span() for a, b in around for m in words.finditer(text, a, min(b, cue))]
    return {**attribution, "source": mentions[-1:] or attribution["source"]}


def missed(gold: Rows, found: Found) -> Counter[str]:
    """What is wrong with the gold attributions that are not found rightly, and how many are of each sort."""
    return _counted(
        _why_missed(one, mine, told, everything)
        for told, wanted, pairs, everything in _articles(gold, found)
        for one, mine in _wrong(wanted, told, {j: i for i, j in pairs}, lambda one, mine: mine.agrees(one))
    )


def _why_missed(one: Parts, mine: Parts | None, told: Sequence[Parts], everything: Sequence[Parts]) -> str:
    if mine is not None and not mine.source:
        return "content right, no source found"
    if mine is not None:
        return "content right, another source" if one.source else "content right, a source too many"
    if any(not one.cue.isdisjoint(other.cue) for other in told):
        return "cue found, but less than half of the content right"
    if any(not one.cue.isdisjoint(other.cue) for other in everything):
        return "cue found, but taken for a nested one"
    return "no cue found"


def mistaken(gold: Rows, found: Found) -> Counter[str]:
    """What is wrong with the attributions found that are not right, and how many are of each sort."""
    return _counted(
        _why_mistaken(mine, one, wanted)
        for told, wanted, pairs, _ in _articles(gold, found)
        for mine, one in _wrong(told, wanted, dict(pairs), Parts.agrees)
    )


def _why_mistaken(mine: Parts, one: Parts | None, wanted: Sequence[Parts]) -> str:
    if one is not None:
        return "content right, source wrong"
    if any(not mine.cue.isdisjoint(other.cue) for other in wanted):
        return "cue right, less than half of the content right"
    if any(not mine.cue.isdisjoint(other.content) for other in wanted):
        return "another cue, in the content of another attribution"
    return "not marked by the annotator"


def _wrong(
    some: Sequence[Parts],
    others: Sequence[Parts],
    pairs: Mapping[int, int],
    agree: Callable[[Parts, Parts], bool],
) -> Iterator[tuple[Parts, Parts | None]]:
    """Those of some attributions that agree with none of the others, each with the one of like content."""
    for number, one in enumerate(some):
        other = others[pairs[number]] if number in pairs else None
        if other is None or not agree(one, other):
            yield one, other if other is not None and other.agrees_in_content(one) else None


def _counted(sorts: Iterable[str]) -> Counter[str]:
    by_sort = Counter(sorts)
    return Counter({"all": by_sort.total()}) + by_sort


def _articles(
    gold: Rows, found: Found
) -> Iterator[tuple[list[Parts], list[Parts], list[tuple[int, int]], list[Parts]]]:
    """For each article the outermost that were found, the gold ones, their pairs, and all that were found."""
    for row in gold:
        everything = found[row["id"]]
        told = [_parts(a) for a in everything if a["parent"] is None]
        wanted = [_parts(a) for a in row["attributions"] if a["content"]]
        yield told, wanted, pair(told, wanted), [_parts(a) for a in everything]


def _parts(attribution: Mapping[str, Any]) -> Parts:
    source, cue, content = (
        [Span(*ends) for ends in attribution[part]] for part in ("source", "cue", "content")
    )
    return Parts.of(source, cue, content)


def _prf(figure: Mapping[str, float]) -> str:
    return f"{figure['f1']} ({figure['p']}, {figure['r']})"


def _share(figure: Mapping[str, float]) -> str:
    return f"{figure['share']} ({figure['hits']} of {figure['of']})"


def print_table(title: str, columns: Mapping[str, Mapping[str, object]]) -> None:
    """A table in Markdown: a column a model, a row a figure."""
    print(f"\n| {title} | {' | '.join(columns)} |\n| --- |{' --- |' * len(columns)}")
    for what in dict.fromkeys(key for column in columns.values() for key in column):
        print(f"| {what} | {' | '.join(str(column.get(what, 0)) for column in columns.values())} |")


if __name__ == "__main__":
    sys.exit(main())
