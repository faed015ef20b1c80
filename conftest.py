"""The examples of the README and the docs as tests: Python blocks, and commands with what they print."""

from __future__ import annotations

import os
import subprocess
import sys
from doctest import ELLIPSIS, OutputChecker
from importlib.util import find_spec
from pathlib import Path

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent


def run_command(example: Example) -> str | None:
    """Run what stands after '$ ' from the repository's root; gives what differs from the lines below it."""
    prompt, _, wanted = str(example.parsed).partition("\n")
    search_path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": search_path, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(
        prompt.removeprefix("$ "), shell=True, cwd=ROOT, env=environment, capture_output=True, encoding="utf8"
    )
    if OutputChecker().check_output(wanted, ended.stdout, ELLIPSIS):
        return None
    return f"expected:\n{wanted}\ngot:\n{ended.stdout}\n{ended.stderr}"


def missing(*packages: str) -> list[str]:
    """Those of some packages that are not installed; for '<!-- skip: next if(missing("pandas")) -->'."""
    return [package for package in packages if find_spec(package) is None]


pytest_collect_file = Sybil(
    parsers=[
        SkipParser(),
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser(language="console", evaluator=run_command),
    ],
    patterns=["README.md", "docs/*.md"],
    setup=lambda namespace: namespace.update(missing=missing),
).pytest()
