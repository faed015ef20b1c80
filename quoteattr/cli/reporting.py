"""What the command line tells its user on stderr, beside the results on stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeAlias

from tqdm import tqdm

Warn: TypeAlias = Callable[[str], None]


def warn(message: str) -> None:
    """One line on stderr, above a progress bar if there is one."""
    tqdm.write(f"quoteattr: {message}", file=sys.stderr)
