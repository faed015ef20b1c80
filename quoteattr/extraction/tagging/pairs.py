"""How each token stands to each cue: the windows in which a cue's source and content are sought.

A cue goes by its anchor, the token that heads it. Shapes are (cues, window) throughout.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.extraction.reading.features import Ints, Tokens, Vocabulary

# Of the training corpus's contents, 99.9% lie within these distances of their cues.
BEFORE, AFTER = 80, 140

ANCESTORS = 4
_DEEPEST = 12
_DEPTHS = 5
_SENTENCES = 3
_MARKS = 4
_EDGES = np.array([-60, -40, -30, -20, -15, *range(-12, 14), 16, 21, 31, 41, 61])
_FAR = 1 << 40

Grid: TypeAlias = NDArray[np.int64]


@frozen(eq=False)
class Windows:
    """For each anchor, the tokens of its paragraph around it.

    ``tokens`` holds token numbers; where ``inside`` is false a row is padded, with whatever tokens follow.
    """

    anchors: Ints
    tokens: Grid
    inside: NDArray[np.bool_]


def open_windows(tokens: Tokens, anchors: Ints) -> Windows:
    """The windows of these anchors (token numbers, at least one)."""
    paragraph = tokens.paragraph[anchors]
    first = np.maximum(np.searchsorted(tokens.paragraph, paragraph), anchors - BEFORE)
    last = np.minimum(np.searchsorted(tokens.paragraph, paragraph, side="right"), anchors + AFTER)
    grid = first[:, None] + np.arange(int((last - first).max()))
    return Windows(anchors, np.minimum(grid, len(tokens) - 1), grid < last[:, None])


def relation_sizes(deps: int) -> tuple[int, ...]:
    """How many codes each relation has, in the order of :func:`relate`, for this many dependencies."""
    return (
        len(_EDGES) + 1,
        (ANCESTORS + 1) * deps + 1,
        _DEPTHS + 1,
        2 * _SENTENCES + 1,
        12,
        2 * _MARKS + 1,
        9,
    )


def relate(tokens: Tokens, windows: Windows, deps: Vocabulary) -> NDArray[np.int64]:
    """The codes of each token's relations to the cue: shape (cues, window, 7)."""
    cue, grid = windows.anchors[:, None], windows.tokens
    sentences = tokens.sentence[grid] - tokens.sentence[cue]
    path, depth = _paths(tokens, cue, grid, sentences == 0, deps)
    marks = np.cumsum(tokens.marks)
    return np.stack(
        [
            np.searchsorted(_EDGES, grid - cue),
            path,
            depth,
            sentences.clip(-_SENTENCES, _SENTENCES) + _SENTENCES,
            _quotations(tokens.quotation, cue, grid),
            (marks[grid] - marks[cue]).clip(-_MARKS, _MARKS) + _MARKS,
            _roles(tokens, cue, grid),
        ],
        axis=-1,
    )


def _paths(
    tokens: Tokens, cue: Grid, grid: Grid, same_sentence: NDArray[np.bool_], deps: Vocabulary
) -> tuple[Grid, Grid]:
    """The way from token to cue through the parse.

    Its code joins how far up the cue's own ancestors the two ways meet and by which dependency
    the token's way comes in there; its depth is the number of steps from the token to that place.
    """
    dep = deps.encode(tokens.dep)
    ancestors = [cue]
    for _ in range(ANCESTORS - 1):
        ancestors.append(tokens.head[ancestors[-1]])
    met = np.zeros(grid.shape, dtype=bool)
    path = np.where(same_sentence, (ANCESTORS + 1) * len(deps), ANCESTORS * len(deps))
    depth = np.full(grid.shape, _DEPTHS)
    at, below = grid, np.full(grid.shape, -1)
    for step in range(_DEEPEST):
        for up, ancestor in enumerate(ancestors):
            meets = (at == ancestor) & same_sentence & ~met
            path[meets] = up * len(deps) + np.where(below[meets] >= 0, dep[below[meets]], 0)
            depth[meets] = min(step, _DEPTHS - 1)
            met |= meets
        at, below = tokens.head[at], at
    return path, depth


def _quotations(quotation: Ints, cue: Grid, grid: Grid) -> Grid:
    """In which quotation a token is, seen from the cue: its own, the last, the next, or another."""
    last = np.maximum.accumulate(quotation)
    following = np.minimum.accumulate(np.where(quotation >= 0, quotation, _FAR)[::-1])[::-1]
    mine, its = quotation[cue], quotation[grid]
    code = np.where(grid < cue, 4, 5)
    code = np.where(its == following[cue], 3, code)
    code = np.where(its == last[cue], 2, code)
    code = np.where(its == mine, 1, code)
    return np.where(its < 0, 0, code) + np.where(mine >= 0, 6, 0)


def _roles(tokens: Tokens, cue: Grid, grid: Grid) -> Grid:
    """Which of the places that the cue's frame names a token holds, 0 for none."""
    head, subject, complement = tokens.head, tokens.subject, tokens.complement
    places = (
        subject[cue],
        complement[cue],
        subject[complement[cue]],
        complement[head[cue]],
        head[cue],
        head[head[cue]],
        subject[head[cue]],
        subject[head[head[cue]]],
    )
    code = np.zeros(grid.shape, dtype=np.int64)
    for number, place in reversed(list(enumerate(places, start=1))):
        code[(grid == place) & (place != cue)] = number
    return code
