"""The K largest scores a_i |w_ij|^p of all rows together: what the theorem on allocations by scores speaks of.

Rows are counted by i = 1, ..., r. Like those of :mod:`lqtheory.quantities.network_errors`, quantities of competing
counts take objects and are not offered by ``eval`` (dossier ``lq.alloc.exact``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.members import Object
from lqtheory.quantities.quantity import Quantity

__all__ = ["KEPT", "LEAST_SCORE", "ROW_WEIGHT", "TOP_COUNT", "CountSampler", "CountsFit", "keep_counts"]


@dataclass(frozen=True)
class CountSampler:
    """Draws counts of K of the entries of all rows, without replacement; in every fourth draw row after row.

    Parameters
    ----------
    rows, cols, kept : str
        Names of the parameters that hold the numbers of rows, of entries of a row, and of entries kept in all.
    """

    rows: str
    cols: str
    kept: str

    def __call__(self, rng: np.random.Generator, **values: Any) -> tuple[int, ...]:
        """The counts of the rows."""
        r, d, K = (int(values[name]) for name in (self.rows, self.cols, self.kept))
        chosen = np.arange(r * d)[:K] if rng.integers(4) == 0 else rng.permutation(r * d)[:K]
        return tuple(int(v) for v in np.bincount(chosen // d, minlength=r))


@dataclass(frozen=True)
class CountsFit:
    """Whether counts are those of the rows, none above the number of entries, and add up to K.

    Parameters
    ----------
    rows, cols, kept : str
        As for :class:`CountSampler`.
    """

    rows: str
    cols: str
    kept: str

    def __call__(self, c: tuple[int, ...], **values: Any) -> bool:
        """Whether they are."""
        r, d, K = (int(values[name]) for name in (self.rows, self.cols, self.kept))
        return len(c) == r and all(0 <= v <= d for v in c) and sum(c) == K


def keep_counts(rows: str = "r", cols: str = "d", kept: str = "K") -> Object:
    """Member of a domain: keep counts of rows, K in all.

    Parameters
    ----------
    rows, cols, kept : str
        Names of earlier parameters, as for :class:`CountSampler`.

    Returns
    -------
    Object

    Examples
    --------
    >>> keep_counts().sample(np.random.default_rng(0), {"r": 2, "d": 3, "K": 6})
    (3, 3)
    """
    names = (rows, cols, kept)
    return Object(
        CountSampler(*names),
        ball=tuple,
        description="keep counts of the rows, K in all",
        of=names,
        fits=CountsFit(*names),
    )


def _kept(c: tuple[int, ...], i: int) -> int:
    return c[i - 1]


def _row_weight(a: Any, i: int) -> Any:
    return a[i - 1]


def _scores(w: Any, a: Any, p: float) -> np.ndarray:
    return np.asarray(a)[:, None] * np.abs(np.asarray(w)) ** p


def _top_count(w: Any, a: Any, K: int, p: float, i: int) -> int:
    """How many of the K largest scores row i has; at ties the first ones count as larger."""
    scores = _scores(w, a, p)
    first = np.argsort(-scores.ravel(), kind="stable")[:K]
    return int((first // scores.shape[1] == i - 1).sum())


def _least_score(w: Any, a: Any, K: int, p: float) -> float:
    """The K-th largest score; the largest for K = 0."""
    return float(np.sort(_scores(w, a, p), axis=None)[::-1][max(K, 1) - 1])


def _ball_scores(w: Any, a: Any, p: Any) -> list[Any]:
    return [ai * balls.power(abs(v), p) for ai, row in zip(a, w, strict=True) for v in row]


def _ball_top_count(w: Any, a: Any, K: int, p: Any, i: int) -> Any:
    scores = _ball_scores(w, a, p)
    first = sorted(range(len(scores)), key=lambda cell: (-float(scores[cell].mid()), cell))[:K]
    return balls.ball(sum(1 for cell in first if cell // len(w[0]) == i - 1))


def _ball_least_score(w: Any, a: Any, K: int, p: Any) -> Any:
    return balls.sort_descending(_ball_scores(w, a, p))[max(K, 1) - 1]


KEPT = Quantity(
    "kept_of_row", ("c", "i"), _kept, _kept, r"{c}_{{{i}}}", "lq.alloc.exact", sign="nonnegative",
    integer_arguments=("i",), integer=True,
)  # fmt: skip
ROW_WEIGHT = Quantity(
    "row_weight", ("a", "i"), _row_weight, _row_weight, r"{a}_{{{i}}}", "lq.alloc.exact", sign="nonnegative",
    integer_arguments=("i",),
)  # fmt: skip
TOP_COUNT = Quantity(
    "top_count", ("w", "a", "K", "p", "i"), _top_count, _ball_top_count, r"\hat k_{{{i}}}({w},{a},{K})",
    "lq.alloc.exact", sign="nonnegative", integer_arguments=("K", "i"), integer=True,
)  # fmt: skip
LEAST_SCORE = Quantity(
    "least_score", ("w", "a", "K", "p"), _least_score, _ball_least_score, r"\lambda_{{{K},{p}}}({w},{a})",
    "lq.alloc.exact", sign="nonnegative", integer_arguments=("K",),
)  # fmt: skip
