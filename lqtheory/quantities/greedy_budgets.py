"""Budgets shared by convex error curves, one entry after another: what the theorem on greedy steps speaks of.

Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take objects and are not offered by ``eval``.
Curves are counted by i = 1, ..., L; a curve keeps its last value beyond its length. The algorithm is that of
:func:`lqtheory.quantities.allocation_curves.allocate_convex_curves` (dossier ``lq.alloc.exact``).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities.allocation_curves import allocate_convex_curves
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import greedy_budgets as reference
from lqtheory.quantities.worst_case import worst_case

__all__ = ["CONVEX_CURVES", "GREEDY_QUANTITIES", "ConvexCurves", "convex_curves", "greedy_quantity"]


@dataclass(frozen=True, eq=False)
class ConvexCurves:
    """Convex nonincreasing error curves, a budget, and counts that keep within it.

    Parameters
    ----------
    curves : tuple of tuples of float or of balls
        T_i(0), ..., T_i(d_i).
    budget : int
        K.
    counts : tuple of int
        An allocation k_1 + ... + k_L <= K.
    greedy : tuple of int
        What the K largest gains give.
    price : float or ball
        The smallest gain taken; 0 if the budget is not used up.
    """

    curves: tuple[tuple[Any, ...], ...]
    budget: int
    counts: tuple[int, ...]
    greedy: tuple[int, ...]
    price: Any


def convex_curves(rng: np.random.Generator, *, L: int) -> ConvexCurves:
    """Random curves of at most six steps and any allocation of a budget of at most ten.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    L : int
        Number of curves.

    Returns
    -------
    ConvexCurves
        Gains are multiples of 1/64, so that sums of floats are exact: scores of a row, gains of the worst case over an
        l_q ball, equal gains, zeros.
    """
    curves, counts, budget = [], [], int(rng.integers(0, 11))
    left = budget
    for _ in range(L):
        d, way = int(rng.integers(0, 7)), int(rng.integers(4))
        worst = [worst_case(k, d, 0.5 + way / 4, 2.0) ** 2 for k in range(d)] + [0.0]
        gains = (rng.standard_normal(d) ** 2, -np.diff(worst), np.ones(d), np.where(rng.random(d) < 0.5, 1.0, 0.0))[way]
        gains = np.sort(np.round(gains * float(rng.choice((0.5, 1.0, 2.0))) * 64) / 64)
        curves.append(tuple(float(v) for v in np.cumsum(np.r_[0.0, gains])[::-1]))
        counts.append(int(rng.integers(0, min(d, left) + 1)))
        left -= counts[-1]
    chosen = allocate_convex_curves([np.array(curve) for curve in curves], budget)
    return ConvexCurves(
        tuple(curves), budget, tuple(counts), tuple(int(k) for k in chosen.counts), _price(curves, budget)
    )


def _price(curves: list[tuple[float, ...]], budget: int) -> float:
    """The K-th largest gain, 0 if there are fewer; the largest and any larger number serve for K = 0."""
    gains = sorted((a - b for curve in curves for a, b in itertools.pairwise(curve)), reverse=True)
    if budget == 0:
        return gains[0] if gains else 0.0
    return gains[budget - 1] if budget <= len(gains) else 0.0


def _ball_curves(value: ConvexCurves) -> ConvexCurves:
    """The same with the values as exact balls."""
    curves = tuple(tuple(balls.ball(v) for v in curve) for curve in value.curves)
    return ConvexCurves(curves, value.budget, value.counts, value.greedy, balls.ball(value.price))


def _fits(value: ConvexCurves, *, L: int) -> bool:
    """Whether there are L curves."""
    return len(value.curves) == L


#: Member of a domain that declares L before.
CONVEX_CURVES = Object(
    convex_curves,
    ball=_ball_curves,
    description="L convex nonincreasing error curves with a budget K and an allocation of it",
    of=("L",),
    fits=_fits,
)


def _curve_value(value: ConvexCurves, i: int, k: int) -> float:
    if not (1 <= i <= len(value.curves) and k >= 0):
        raise DomainError(f"i={i}, k={k} are outside {{1,…,L}} with L={len(value.curves)} and k >= 0 (greedy budgets)")
    curve = value.curves[i - 1]
    return curve[min(int(k), len(curve) - 1)]


def _shared_budget(value: ConvexCurves) -> int:
    return value.budget


def _least_gain(value: ConvexCurves) -> float:
    return value.price


def _any_count(value: ConvexCurves, i: int) -> int:
    return value.counts[i - 1]


def _greedy_count(value: ConvexCurves, i: int) -> int:
    return value.greedy[i - 1]


def _quantity(function: Callable[..., Any], letters: str, latex: str, **declared: Any) -> Quantity:
    name = function.__name__.lstrip("_")
    declared.setdefault("sign", "nonnegative")
    return Quantity(
        name, ("T", *letters), function, getattr(reference, f"ball_{name}"), latex, "lq.alloc.exact",
        integer_arguments=("i", "k"), **declared,
    )  # fmt: skip


#: Everything by name.
GREEDY_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(_curve_value, "ik", r"{T}_{{{i}}}({k})"),
        _quantity(_shared_budget, "", r"K({T})", integer=True),
        _quantity(_least_gain, "", r"\lambda({T})"),
        _quantity(_any_count, "i", r"k_{{{i}}}({T})", integer=True),
        _quantity(_greedy_count, "i", r"\hat k_{{{i}}}({T})", integer=True),
    )
}


def greedy_quantity(name: str) -> Any:
    """The SymPy head of a quantity of convex curves with a budget, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``GREEDY_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(greedy_quantity("least_gain"))
    'least_gain'
    """
    if name not in GREEDY_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of convex curves; there are {', '.join(GREEDY_QUANTITIES)}")
    return GREEDY_QUANTITIES[name].symbol
