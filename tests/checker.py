"""Reads the HTML that the package writes, for tests."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser


class Checker(HTMLParser):
    """Sees that what is opened is closed in turn, and keeps the texts of some elements.

    ``paragraphs`` are the texts of <p>, ``texts`` those of each other tag, and ``depths`` tells for
    the text of a marked stretch the depths of the marks around it, outermost first.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[tuple[str, str | None]] = []
        self.texts: dict[str, list[str]] = {}
        self.depths: dict[str, list[str]] = {}
        self.feed(html)
        self.close()
        assert not self.open

    @property
    def paragraphs(self) -> list[str]:
        return self.texts.get("p", [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts.setdefault(tag, []).append("")
        if tag != "meta":
            _, _, depth = (dict(attrs).get("style") or "").partition("--depth:")
            self.open.append((tag, depth or None))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        for tag in {tag for tag, _ in self.open}:
            self.texts[tag][-1] += data
        if depths := [depth for _, depth in self.open if depth]:
            self.depths.setdefault(data, depths)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))
