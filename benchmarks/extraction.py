"""What extraction costs beside spaCy's parse of the same text, in one process and one thread.

usage: python benchmarks/extraction.py [CORPUS.jsonl]

CORPUS holds one article a line under "text". The default is the development corpus, where it lies
beside the repository, else the bundled example. Times are CPU seconds, the median of several runs.
"""

from __future__ import annotations

import os

# Read when numpy is imported, hence before it.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from time import process_time

import quoteattr
from quoteattr.extraction.circumstances import describe
from quoteattr.extraction.finding import find_attributions
from quoteattr.extraction.parsing import default_pipeline, parse
from quoteattr.extraction.speakers import resolve_speakers
from quoteattr.extraction.tagging.model import load_model

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear-dev.jsonl"
EXAMPLE = ROOT / "examples" / "article.txt"
RESOURCES = Path(quoteattr.__file__).parent / "resources"
RUNS = 5
MOST_ARTICLES = 40


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    corpus = Path(arguments[0]) if arguments else CORPUS if CORPUS.exists() else EXAMPLE
    texts = read_texts(corpus)[:MOST_ARTICLES]
    words = sum(len(text.split()) for text in texts)
    print(f"{corpus.name}: {len(texts)} articles, {words:,} words; median CPU seconds of {RUNS} runs")
    report_stages(texts)
    report_import()
    report_sizes()


def read_texts(corpus: Path) -> list[str]:
    """The texts of a corpus, or a plain file's one text."""
    content = corpus.read_text(encoding="utf8")
    if corpus.suffix != ".jsonl":
        return [content]
    return [json.loads(line)["text"] for line in content.splitlines()]


def report_stages(texts: Sequence[str]) -> None:
    """Time spaCy alone and each stage of the package on what it takes from the one before."""
    nlp, model = default_pipeline(), load_model("light")
    docs = list(parse(texts, nlp))
    found = [find_attributions(doc, model) for doc in docs]
    seconds = {
        "spaCy, nlp.pipe over the texts": cost(lambda: nlp.pipe(texts)),
        "quoteattr's parse, by paragraph": cost(lambda: parse(texts, nlp)),
        "attributions": cost(lambda: map(find_attributions, docs, [model] * len(docs))),
        "speakers": cost(lambda: map(resolve_speakers, docs, found)),
        "circumstances": cost(lambda: map(describe, docs, found)),
    }
    for what, value in seconds.items():
        print(f"  {what:32} {value:8.3f}")
    spacy_alone, parsing, *own = seconds.values()
    print(f"own stages / spaCy's parse         {sum(own) / spacy_alone:8.3f}")
    print(f"own stages / parse by paragraph    {sum(own) / parsing:8.3f}")


def cost(work: Callable[[], Iterable[object]]) -> float:
    """The CPU seconds that going through the results takes: the median of several runs, one warm-up aside."""
    times = []
    for _ in range(RUNS + 1):
        start = process_time()
        for _result in work():
            pass
        times.append(process_time() - start)
    return median(times[1:])


def report_import() -> None:
    """Time ``import quoteattr`` in fresh interpreters, and look whether spaCy came with it."""
    script = (
        "import sys, time; t = time.perf_counter(); import quoteattr; "
        "print(time.perf_counter() - t, 'spacy' in sys.modules)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(RUNS)
    ]
    seconds = median(float(run[0]) for run in runs)
    spacy = "with" if runs[0][1] == "True" else "without"
    print(f"import quoteattr                   {seconds:8.3f}  seconds, {spacy} spaCy")


def report_sizes() -> None:
    """The size of what ships beside the code."""
    files = [path for path in RESOURCES.rglob("*") if path.is_file()]
    model = sum(path.stat().st_size for path in files if path.name.startswith("tagger-"))
    total = sum(path.stat().st_size for path in files)
    print(f"model                              {model / 1e6:8.2f}  MB")
    print(f"model, lexicons and tables         {total / 1e6:8.2f}  MB")


if __name__ == "__main__":
    main(sys.argv[1:])
