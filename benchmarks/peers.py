"""Attribution F1 of this package and of two others that install from the package index, side by side.

usage: python benchmarks/peers.py

Runs over the development corpus and with the scorer that lie beside the repository; needs textacy
and sayswho (``pip install textacy sayswho``). All use the same spaCy pipeline. textacy reads paragraph by
paragraph, since it gives up on a text with an odd number of marks; sayswho the whole article, parsed for
it with every mark and line break in one character, as it needs them.
"""

from __future__ import annotations

import os

# Read when numpy is imported, hence before it.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import json
import re
import runpy
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from time import process_time
from typing import Any

from sayswho.quote_finder import quote_finder
from spacy.tokens import Doc, Token
from textacy.extract import direct_quotations
from tqdm import tqdm

from quoteattr.errors import MissingExtraError
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.pipeline import attribute
from quoteattr.extraction.tagging.model import load_model

SHARED = Path(__file__).resolve().parents[2] / "shared"
KINDS = ("all", "direct", "mixed", "indirect")

Found = list[dict[str, Any]]


def main() -> int:
    """Print the table."""
    if not SHARED.exists():
        print(f"the corpus and its scorer are not in {SHARED}", file=sys.stderr)
        return 1
    rows = [json.loads(line) for line in (SHARED / "corpora/polnear-dev.jsonl").open(encoding="utf8")]
    score = runpy.run_path(str(SHARED / "score/score_attributions.py"))["score"]
    start = process_time()
    docs = list(parse((row["text"] for row in rows), default_pipeline()))
    parsing = process_time() - start
    print(f"{'system':24}" + "".join(f"{kind:>10}" for kind in KINDS) + "  CPU / parse")
    for name, find in systems().items():
        start = process_time()
        found = {
            row["id"]: find(doc) for row, doc in zip(rows, tqdm(docs, desc=name, leave=False), strict=True)
        }
        cost = (process_time() - start) / parsing
        figures = score(rows, found)
        print(
            f"{name:24}"
            + "".join(f"{figures[kind]['attribution']['f1']:10.1f}" for kind in KINDS)
            + f"{cost:13.2f}"
        )
    return 0


def systems() -> dict[str, Callable[[Doc], Found]]:
    """What is compared: each finds the attributions of a parsed article."""
    compared: dict[str, Callable[[Doc], Found]] = {"textacy, by paragraph": by_textacy, "sayswho": by_sayswho}
    for name in ("light", "accurate"):
        try:
            compared[f"quoteattr, {name}"] = by_quoteattr(name)
        except MissingExtraError as error:
            print(error, file=sys.stderr)
    return compared


def by_quoteattr(name: str) -> Callable[[Doc], Found]:
    """The package itself with one of its models."""
    model = load_model(name)
    return lambda doc: list(attribute(doc, model, text=doc.text).to_dict()["attributions"])


def by_textacy(doc: Doc) -> Found:
    """What textacy finds; none of a paragraph where it gives up."""
    found: Found = []
    for paragraph in paragraphs(doc):
        try:
            found += [as_row(triple, paragraph[0].idx) for triple in direct_quotations(paragraph.as_doc())]
        except ValueError:
            continue
    return found


def by_sayswho(doc: Doc) -> Found:
    """What sayswho finds in the text as it wants it, told in the offsets of the text as it is."""
    text, places = shortened(doc.text)
    rows = [as_row(triple, 0) for triple in quote_finder(default_pipeline()(text))]
    return [
        {part: [[places[s], places[e - 1] + 1] for s, e in found] for part, found in row.items()}
        for row in rows
    ]


def shortened(text: str) -> tuple[str, list[int]]:
    """The text with one character for a line break with white space or a doubled mark, and where each was."""
    characters, places = [], []
    for match in re.finditer(r"(\s*\n\s*)|(''|``)|.", text):
        characters.append("\n" if match[1] else '"' if match[2] else match[0])
        places.append(match.start())
    return "".join(characters), places


def paragraphs(doc: Doc) -> Iterator[Any]:
    """The stretches of a Doc between line breaks."""
    for is_break, group in groupby(doc, key=lambda token: "\n" in token.text):
        tokens = list(group)
        if not is_break:
            yield doc[tokens[0].i : tokens[-1].i + 1]


def as_row(triple: Any, offset: int) -> dict[str, Any]:
    """A triple of tokens as an attribution in the scorer's format."""
    return {
        "source": spans(triple.speaker, offset),
        "cue": spans(triple.cue, offset),
        "content": spans(triple.content, offset),
    }


def spans(tokens: Iterable[Token], offset: int) -> list[list[int]]:
    """From the first to the last of some tokens, none where there are no tokens."""
    run: Sequence[Token] = list(tokens)
    return [[run[0].idx + offset, run[-1].idx + len(run[-1]) + offset]] if run else []


if __name__ == "__main__":
    sys.exit(main())
