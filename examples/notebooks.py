"""Runs the notebooks of this folder and keeps their outputs; with --pictures, pictures for the docs too.

Pictures need Chromium, nbconvert and Pillow. Run it with: python examples/notebooks.py [--pictures CHROMIUM]
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))
PICTURES = HERE.parent / "docs" / "images"
WIDTH = 1000


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def executed(path: Path) -> nbformat.NotebookNode:
    """A notebook run from nothing in its folder, with no trace of when and by which Python."""
    notebook = read(path)
    NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": HERE}}
    ).execute()
    notebook.metadata.pop("language_info", None)
    return notebook


def take_picture(path: Path, chromium: str, theme: str, picture: Path) -> None:
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter(template_name="lab", theme=theme).from_notebook_node(read(path))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(html, encoding="utf8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        options += ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"]
        shot = [f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},9000", f"--screenshot={picture}"]
        subprocess.run(
            [chromium, *options, *shot, page.as_uri()], check=True, capture_output=True, timeout=90
        )
    trim(picture)


def trim(picture: Path) -> None:
    """Cut off what is empty below, and keep 256 colours, which it needs no more of."""
    from PIL import Image, ImageChops

    shot = Image.open(picture).convert("RGB")
    empty = Image.new("RGB", shot.size, shot.getpixel((1, shot.height - 1)))
    _, _, _, bottom = ImageChops.difference(shot, empty).getbbox()
    shot.crop((0, 0, WIDTH, bottom + 20)).quantize(256).save(picture, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", metavar="CHROMIUM", help="also take pictures, with this browser")
    chromium = parser.parse_args().pictures
    for path in NOTEBOOKS:
        nbformat.write(executed(path), path)
        if chromium:
            for theme in ("light", "dark"):
                take_picture(path, chromium, theme, PICTURES / f"{path.stem.replace('_', '-')}-{theme}.png")


if __name__ == "__main__":
    main()
