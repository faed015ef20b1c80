"""The file of users' code that the type checker reads: that it runs, and that no public name is left out."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

import quoteattr

USERS = Path(__file__).parent / "typing" / "users.py"


def test_users_code_runs() -> None:
    runpy.run_path(str(USERS), run_name="__main__")


@pytest.mark.parametrize("name", quoteattr.__all__)
def test_users_code_has_every_public_name(name: str) -> None:
    assert re.search(rf"\bqa\.{name}\b", USERS.read_text(encoding="utf8"))


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(quoteattr.__file__).parent / "py.typed").exists()
