"""Saved web pages: trafilatura finds the article, quoteattr who says what in it.

Needs trafilatura. Run it with: python examples/web_pages.py [PAGE.html ...]
"""

import sys
from pathlib import Path

import quoteattr as qa

try:
    import trafilatura
except ImportError as error:
    raise SystemExit("this example needs trafilatura; run: pip install trafilatura") from error

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))


def show(path: Path) -> None:
    page = trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
    if page is None:
        print(f"{path.name}: no article found\n")
        return
    document = qa.extract(page.text, id=page.url or path.name, source=page.sitename, published=page.date)
    print(f"{page.title} ({document.source}, {document.published})")
    for statement in document.statements():
        print(f"  {' > '.join(statement.chain)}: {statement.text}")
    print()


def main() -> None:
    for path in map(Path, sys.argv[1:]) if len(sys.argv) > 1 else PAGES:
        show(path)


if __name__ == "__main__":
    main()
