"""What Hypothesis calls where it is imported, so that ``from_type`` knows the public classes.

It imports nothing of the package: a class gets its strategy once somebody has imported the module that
the class is in, and the strategies are imported once one is drawn from.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

_STRATEGIES = {
    "quoteattr.document": {
        "Attribution": "attributions",
        "Document": "documents",
        "Speaker": "speakers",
        "Statement": "statements",
    },
    "quoteattr.claims": {
        "Claim": "claims",
        "ClaimSet": "claim_sets",
        "ClaimTracker": "claim_trackers",
        "Comparison": "comparisons",
        "Conflict": "conflicts",
        "Difference": "differences",
        "Variant": "variants",
    },
    "quoteattr.spans": {"Span": "spans"},
    "quoteattr.extraction.resolver": {"Resolution": "resolutions"},
}


def register() -> None:
    """Register the strategies of all public classes, now or when they are there."""
    for name in _STRATEGIES.keys() & sys.modules.keys():
        _register(sys.modules[name])
    sys.meta_path.insert(0, _OnImport())


class _OnImport(MetaPathFinder):
    """Finds the modules of the public classes as Python does, and has them registered once they ran."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in _STRATEGIES else None
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_and_register(module: ModuleType) -> None:
                run(module)
                _register(module)

            spec.loader.exec_module = run_and_register  # type: ignore[method-assign]
        return spec


def _register(module: ModuleType) -> None:
    from hypothesis.strategies import register_type_strategy

    for name, strategy in _STRATEGIES[module.__name__].items():
        register_type_strategy(getattr(module, name), _by_name(strategy))


def _by_name(strategy: str) -> Any:
    return lambda _: getattr(import_module("quoteattr.strategies"), strategy)()
