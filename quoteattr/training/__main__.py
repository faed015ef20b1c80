"""Train the tagger: ``python -m quoteattr.training --help``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quoteattr.errors import MissingExtraError, QuoteattrError


def main() -> int:
    """Run the command line; 0 when all went well, 1 on an error that names what was wrong."""
    cli = argparse.ArgumentParser(
        prog="python -m quoteattr.training", description="Train the tagger on a corpus."
    )
    cli.add_argument("corpus", type=Path, help="JSON lines with text and attributions to train on")
    cli.add_argument(
        "--out", type=Path, required=True, help="the model file to write (.npz, and .json beside it)"
    )
    cli.add_argument("--dev", type=Path, help="JSON lines to choose thresholds and the calibration on")
    cli.add_argument(
        "--nested", type=Path, help="JSON lines with nested attributions, to choose their threshold on"
    )
    cli.add_argument(
        "--vectors", type=Path, help="model to take the word vectors from (default: the shipped one)"
    )
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--epochs", type=int, default=12)
    args = cli.parse_args()
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("training needs PyTorch; run: pip install 'quoteattr[training]'") from error
    from quoteattr.training.trainer import train

    try:
        train(args.corpus, args.out, args.dev, args.nested, args.vectors, seed=args.seed, epochs=args.epochs)
    except (QuoteattrError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
