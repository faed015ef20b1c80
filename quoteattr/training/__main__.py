"""Train the tagger: ``python -m quoteattr.training --help``."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.errors import InputValueError, MissingExtraError, QuoteattrError

if TYPE_CHECKING:
    from quoteattr.training.embedding import Embedding


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 0 when all went well, 1 on an error that names what was wrong."""
    args = _parser().parse_args(arguments)
    try:
        return int(args.run(args))
    except (QuoteattrError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    cli = argparse.ArgumentParser(prog="python -m quoteattr.training", description="Train the tagger.")
    commands = cli.add_subparsers(required=True, metavar="COMMAND")
    fit = commands.add_parser("fit", help="fit the network to an annotated corpus")
    fit.add_argument("corpus", type=Path, help="JSON lines with text and attributions")
    fit.add_argument(
        "--nested",
        type=Path,
        help="JSON lines that mark what stands within the corpus's contents",
    )
    fit.add_argument("--also", type=Path, action="append", default=[], help="a further corpus to learn from")
    source = fit.add_mutually_exclusive_group()
    source.add_argument(
        "--vectors", type=Path, help="model to take the word vectors from (default: the shipped one)"
    )
    source.add_argument(
        "--encoder", type=Path, help="folder of a BERT-like encoder with its tokenizer, to fine-tune instead"
    )
    fit.add_argument("--seed", type=int, default=1)
    fit.add_argument("--epochs", type=_at_least_one, default=8)
    fit.set_defaults(run=_fit)
    settle = commands.add_parser("settle", help="choose thresholds and calibrate, on texts not trained on")
    settle.add_argument("dev", type=Path, help="JSON lines with outermost attributions")
    settle.add_argument("nested", type=Path, help="JSON lines with nested attributions")
    settle.set_defaults(run=_settle)
    words = commands.add_parser("vectors", help="distil word vectors from an encoder, for fit --vectors")
    words.add_argument("corpus", type=Path, help="JSON lines whose frequent words get vectors too")
    words.add_argument("encoder", type=Path, help="folder of a BERT-like encoder with its tokenizer")
    words.set_defaults(run=_vectors)
    for command in (fit, settle, words):
        command.add_argument(
            "--model", type=Path, required=True, help="the model file (.npz, and .json beside it)"
        )
    return cli


def _fit(args: argparse.Namespace) -> int:
    _need("torch", *(("transformers", "onnx", "onnxruntime", "onnxscript") if args.encoder else ()))
    _need_folder_of(args.model)
    from quoteattr.training.fitting import ACCURATE, LIGHT
    from quoteattr.training.trainer import train

    plan = evolve(ACCURATE if args.encoder else LIGHT, seed=args.seed, epochs=args.epochs)
    train([args.corpus, *args.also], args.nested, args.model, _embedding(args), plan)
    return 0


def _embedding(args: argparse.Namespace) -> Embedding:
    from quoteattr.extraction.tagging.model import model_file, read_words
    from quoteattr.training.embedding import Encoder, FixedVectors

    if args.encoder:
        return Encoder(args.encoder)
    return FixedVectors(read_words(args.vectors or model_file("light")))


def _vectors(args: argparse.Namespace) -> int:
    _need("torch", "transformers", "wordfreq")
    _need_folder_of(args.model)
    from quoteattr.training.trainer import distil_words

    distil_words(args.corpus, args.encoder, args.model)
    return 0


def _need(*packages: str) -> None:
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise MissingExtraError(f"this needs {', '.join(missing)}; run: pip install 'quoteattr[training]'")


def _need_folder_of(model: Path) -> None:
    if not model.parent.is_dir():
        raise InputValueError(f"there is no folder {model.parent} to write the model to")


def _at_least_one(digits: str) -> int:
    number = int(digits)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {number}")
    return number


def _settle(args: argparse.Namespace) -> int:
    from quoteattr.training.settling import settle

    print(settle(args.model, args.dev, args.nested))
    return 0


if __name__ == "__main__":
    sys.exit(main())
