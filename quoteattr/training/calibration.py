"""Calibration of a model on development texts: how sure it may say it is, and how well that holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

_STEPS = 500
_RIDGE = 1e-3
_BINS = 10


@frozen
class Bin:
    """Attributions whose confidence lies between two tenths: how many, how sure, how often right."""

    count: int
    confidence: float
    accuracy: float


def fit_logistic(features: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[float, ...]:
    """The weights of a logistic regression by Newton's method, with a little ridge."""
    weights = np.zeros(features.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (right - p) - _RIDGE * weights
        curvature = (features * (p * (1 - p))[:, None]).T @ features + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return tuple(round(float(w), 4) for w in weights)


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The reliability table: ten bins of equal width, the empty ones left out."""
    sure, hit = np.array(confidence), np.array(right, dtype=float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    return [
        Bin(int((bins == b).sum()), float(sure[bins == b].mean()), float(hit[bins == b].mean()))
        for b in range(_BINS)
        if (bins == b).any()
    ]


def expected_error(table: Iterable[Bin]) -> float:
    """The expected calibration error: the mean gap between confidence and accuracy, by count."""
    table = list(table)
    return sum(b.count * abs(b.confidence - b.accuracy) for b in table) / sum(b.count for b in table)
