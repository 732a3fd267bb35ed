"""Samples of points on which the theorems about sensitivities are tried, and what is measured on them.

A sample is a matrix of nonnegative activations, one point in each row; with positive weights no point is without input.
These quantities take such a matrix, so they stand in ``SAMPLE_QUANTITIES`` and not among those that ``eval`` offers.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lqtheory import balls
from lqtheory.quantities.coreset_distributions import MinimaxDistribution, minimax_distribution
from lqtheory.quantities.coreset_sensitivities import relative_importance, total_sensitivity
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.coreset_distributions import ball_minimax_second_moment
from lqtheory.quantities.reference.coreset_sensitivities import ball_relative_importance, ball_total_sensitivity

if TYPE_CHECKING:
    SAMPLE: Any

__all__ = ["SAMPLE", "SAMPLE_QUANTITIES", "SampleBalls", "SampleSampler", "sample_quantity"]


@dataclass(frozen=True)
class SampleSampler:
    """Draws N points with activations of n edges: short numbers, so that ties are exact."""

    def __call__(self, rng: np.random.Generator, n: int, N: int, **earlier: Any) -> np.ndarray:
        """Points that are equal, have one active edge each, or are of any kind; none is zero."""
        way = int(rng.integers(4))
        if way == 0:
            rows = np.tile(rng.integers(1, 5, n), (N, 1)).astype(float)
        elif way == 1:
            rows = np.eye(n)[np.arange(N) % n]
        else:
            rows = rng.integers(0, 4, (N, n)).astype(float) * 2.0 ** rng.integers(-2, 3, (N, 1))
        rows[~rows.any(axis=1), 0] = 1.0
        return rows


@dataclass(frozen=True)
class SampleBalls:
    """Turns the rows of a sample into lists of exact balls."""

    def __call__(self, rows: Any) -> list[list[Any]]:
        """Rows of balls."""
        return [balls.ball_vector(row) for row in np.asarray(rows, dtype=np.float64)]


@functools.cache
def _sample() -> Any:
    from lqtheory.members import Object  # it brings SymPy, which quantities leave alone

    text = "activations of n edges at N points, none zero"
    return Object(SampleSampler(), ball=SampleBalls(), description=text, of=("n", "N"), fits=_fits)


def _fits(rows: Any, n: int, N: int) -> bool:
    """Whether there is a point in each of N rows, none of them zero."""
    points = np.asarray(rows, dtype=np.float64)
    return points.shape == (N, n) and bool((points >= 0).all() and points.any(axis=1).all())


def __getattr__(name: str) -> Any:
    """``SAMPLE``, member of a domain that declares ``n`` and ``N`` before: activations of n edges at N points."""
    if name == "SAMPLE":
        return _sample()
    raise AttributeError(name)


def importance_at(w: Any, A: Any, i: int, j: int) -> Any:
    """Relative importance of edge j at point i; 0 beyond the sample."""
    rows = np.asarray(A, dtype=np.float64)
    if not (1 <= i <= rows.shape[0] and 1 <= j <= rows.shape[1]):
        return 0.0 * np.asarray(w, dtype=np.float64)[..., 0]
    return relative_importance(w, rows[i - 1])[..., j - 1]


def ball_importance_at(w: Any, A: Any, i: int, j: int) -> Any:
    """Definition."""
    if not (1 <= i <= len(A) and 1 <= j <= len(w)):
        return balls.ball(0)
    return ball_relative_importance(w, A[i - 1])[j - 1]


def importance_over_points(w: Any, A: Any, j: int) -> Any:
    """Sum of the relative importances of edge j over all points; 0 beyond the edges."""
    return sum(importance_at(w, A, i, j) for i in range(1, np.asarray(A).shape[0] + 1))


def ball_importance_over_points(w: Any, A: Any, j: int) -> Any:
    """Definition."""
    return balls.total(ball_importance_at(w, A, i, j) for i in range(1, len(A) + 1))


def _searched(w: Any, A: Any) -> MinimaxDistribution:
    """The search of a sample, of which several quantities ask."""
    shares = np.ascontiguousarray(relative_importance(w, np.asarray(A, dtype=np.float64)))
    return _search(shares.tobytes(), shares.shape)


@functools.lru_cache(maxsize=64)
def _search(shares: bytes, shape: tuple[int, ...]) -> MinimaxDistribution:
    return minimax_distribution(np.frombuffer(shares).reshape(shape), max_steps=500)


def sample_minimax(w: Any, A: Any) -> float:
    """Least largest second moment over the points, from below."""
    return _searched(w, A).lower


def ball_sample_minimax(w: Any, A: Any) -> Any:
    """Between its certificates."""
    return ball_minimax_second_moment([ball_relative_importance(w, row) for row in A])


def sample_maximin(w: Any, A: Any) -> float:
    """Largest sum of roots, squared, that weights of the points give; from below."""
    return sample_minimax(w, A)


def best_weight_at(w: Any, A: Any, i: int) -> float:
    """Weight of point i among those that give the largest sum of roots; 0 beyond the sample."""
    found = _searched(w, A).weights
    return float(found[i - 1]) if 1 <= i <= len(found) else 0.0


def ball_best_weight_at(w: Any, A: Any, i: int) -> Any:
    """Somewhere in [0, 1]: best weights need not be unique, so that nothing narrower is certain without a search."""
    return balls.ball(0).union(balls.ball(1)) if 1 <= i <= len(A) else balls.ball(0)


def score_at(s: Any, j: int) -> Any:
    """Score of edge j; 1 beyond the edges."""
    scores = np.asarray(s, dtype=np.float64)
    return scores[..., j - 1] if 1 <= j <= scores.shape[-1] else 1.0 + 0.0 * scores[..., 0]


def ball_score_at(s: Any, j: int) -> Any:
    """Definition."""
    return s[j - 1] if 1 <= j <= len(s) else balls.ball(1)


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, sign: str) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "", sign=sign, integer_arguments=("i", "j"))


#: Name -> quantity.
SAMPLE_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(
            "importance_at",
            ("w", "A", "i", "j"),
            importance_at,
            ball_importance_at,
            r"g_{{{j}}}^{{{i}}}({w},{A})",
            "nonnegative",
        ),
        _quantity(
            "importance_over_points",
            ("w", "A", "j"),
            importance_over_points,
            ball_importance_over_points,
            r"g_{{{j}}}({w},{A})",
            "nonnegative",
        ),
        _quantity(
            "sensitivity_of_sample",
            ("w", "A"),
            lambda w, A: total_sensitivity(w, np.asarray(A, dtype=np.float64)),
            ball_total_sensitivity,
            r"S({w},{A})",
            "nonnegative",
        ),
        _quantity("sample_minimax", ("w", "A"), sample_minimax, ball_sample_minimax, r"S^\ast({w},{A})", "positive"),
        # Its certificates are those of the least largest moment: the same enclosure holds both.
        _quantity("sample_maximin", ("w", "A"), sample_maximin, ball_sample_minimax, r"S_\ast({w},{A})", "positive"),
        _quantity(
            "best_weight_at",
            ("w", "A", "i"),
            best_weight_at,
            ball_best_weight_at,
            r"\pi_{{{i}}}({w},{A})",
            "nonnegative",
        ),
        _quantity("score_at", ("s", "j"), score_at, ball_score_at, r"{s}_{{{j}}}", "positive"),
    )
}


def sample_quantity(name: str) -> Any:
    """SymPy head of a quantity of samples.

    Parameters
    ----------
    name : str
        Key of ``SAMPLE_QUANTITIES``.

    Returns
    -------
    type
        The head.

    Examples
    --------
    >>> sample_quantity("importance_at").__name__
    'importance_at'
    """
    return SAMPLE_QUANTITIES[name].symbol
