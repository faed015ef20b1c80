"""The pages fit together; their examples are run by the conftest at the root."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

_LINK = re.compile(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for path, anchor in _LINK.findall(page.read_text(encoding="utf8")):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name} links to {path}"
        if page.parent.name == "docs":
            assert target.is_relative_to(page.parent), f"{page.name} links to {path}, which the site has not"
        if anchor:
            assert anchor in anchors(target), f"{page.name} links to {path}#{anchor}"


def test_every_page_is_in_the_index() -> None:
    linked = {path for path, _ in _LINK.findall((ROOT / "docs" / "index.md").read_text(encoding="utf8"))}
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"index.md"} <= linked


def test_excerpts_are_of_the_scripts_that_they_name() -> None:
    pipelines = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf8")
    excerpts = re.findall(r"^```py\n# (examples/\w+\.py)\n(.*?)^```$", pipelines, re.MULTILINE | re.DOTALL)
    assert len(excerpts) == pipelines.count("```py\n") > 0
    for script, excerpt in excerpts:
        assert excerpt in (ROOT / script).read_text(encoding="utf8"), f"{script} has changed"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = _HEADING.findall(page.read_text(encoding="utf8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
