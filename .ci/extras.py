"""Whether an extra does what it says: extras.py NAME. And what is told without it: extras.py without NAME."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import quoteattr as qa

STATEMENT = qa.Statement(id="a", text="The pier is shut", source="Harbour Times", published="2031-02-03")


def en() -> None:
    [attribution] = qa.extract("“It leaks,” Ada Brunner said.").attributions
    assert attribution.kind == "direct"


def accurate() -> None:
    from quoteattr.extraction.tagging.model import load_model

    assert load_model("accurate").tagger.words.session


def plot() -> None:
    from quoteattr import plots

    with TemporaryDirectory() as folder:
        for name in ("claims.svg", "claims.png"):
            plots.timeline(qa.track([STATEMENT])).save(str(Path(folder, name)))
            assert Path(folder, name).stat().st_size > 1000


def arrow() -> None:
    from quoteattr.export import STATEMENT_COLUMNS, arrow_schema

    assert arrow_schema(STATEMENT_COLUMNS).names == list(STATEMENT_COLUMNS)


def hypothesis() -> None:
    from quoteattr.strategies import attributed_texts, documents

    for strategy in (attributed_texts(), documents()):
        assert isinstance(strategy.example(), qa.Document)


CHECKS: dict[str, Callable[[], None]] = {f.__name__: f for f in (en, accurate, plot, arrow, hypothesis)}


def check_with(name: str) -> None:
    CHECKS[name]()
    print(f"the extra {name!r} does what it says")


def check_without(name: str) -> None:
    try:
        CHECKS[name]()
    except qa.QuoteattrError as error:
        told = str(error)
    else:
        told = "nothing is missing"
    print(f"without the extra {name!r}: {told}")
    assert f"pip install 'quoteattr[{name}]'" in told


if __name__ == "__main__":
    *without, name = sys.argv[1:]
    (check_without if without else check_with)(name)
