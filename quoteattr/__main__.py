"""The command line: ``python -m quoteattr COMMAND``; the commands are in :mod:`quoteattr.cli`."""

import sys

from quoteattr.cli import main

if __name__ == "__main__":
    sys.exit(main())
