"""Probabilities as log-odds, in which evidence adds up."""

from __future__ import annotations

import math

_LEAST = 1e-4


def logit(probability: float) -> float:
    """The log-odds of a probability, finite at both ends."""
    p = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


def sigmoid(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-odds))
