"""What the command line tells on stderr, beside the results on stdout."""

from __future__ import annotations

import sys

from attrs import define
from tqdm import tqdm


def warn(message: str) -> None:
    """One line on stderr, above a progress bar if there is one."""
    tqdm.write(f"quoteattr: {message}", file=sys.stderr)


@define
class Problems:
    """What could not be read, told as it is met, and counted for the exit code."""

    count: int = 0

    def report(self, message: str) -> None:
        """Tell of one piece of input that could not be read."""
        self.count += 1
        warn(message)

    @property
    def exit_code(self) -> int:
        """1 if there were any, else 0."""
        return 1 if self.count else 0
