"""Budgets shared by error curves: what the theorem on dynamic programming speaks of (dossier ``lq.alloc.sumnorm``).

Like those of :mod:`lqtheory.quantities.network_errors`, these quantities take objects and are not offered by ``eval``.
Curves are counted by i = 1, ..., L. The algorithm is that of :mod:`lqtheory.quantities.allocation_dp`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.members import Object
from lqtheory.quantities.allocation_dp import allocate_curves
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import curve_budgets as reference

__all__ = ["CURVES", "CURVE_QUANTITIES", "SharedCurves", "curve_quantity", "shared_curves"]


@dataclass(frozen=True, eq=False)
class SharedCurves:
    """Error curves T_i(0), ..., T_i(d_i), a budget, and counts that keep within it.

    Parameters
    ----------
    curves : tuple of tuples of float or of balls
        Nonincreasing values.
    budget : int
        K.
    counts : tuple of int
        An allocation k_1 + ... + k_L <= K.
    chosen : tuple of int
        What dynamic programming returns for the curves and the budget.
    """

    curves: tuple[tuple[Any, ...], ...]
    budget: int
    counts: tuple[int, ...]
    chosen: tuple[int, ...]


def shared_curves(rng: np.random.Generator, *, L: int) -> SharedCurves:
    """Random nonincreasing curves of at most five steps and any allocation of a budget of at most eight.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    L : int
        Number of curves.

    Returns
    -------
    SharedCurves
        Values are multiples of 1/64, so that sums of floats are exact; norms of flat rows, which are concave, convex
        curves, steps, and any.
    """
    curves, counts, budget = [], [], int(rng.integers(0, 9))
    left = budget
    for _ in range(L):
        d = int(rng.integers(0, 5))
        way = int(rng.integers(4))
        steps = np.arange(d, -1.0, -1.0)
        values = (np.sqrt(steps), steps**2 / 4, steps > d / 2, np.sort(rng.random(d + 1))[::-1] * 4)[way]
        curves.append(tuple(float(v) for v in np.round(values * float(rng.choice((0.5, 1.0, 2.0))) * 64) / 64))
        counts.append(int(rng.integers(0, min(d, left) + 1)))
        left -= counts[-1]
    chosen = allocate_curves([np.array(curve) for curve in curves], budget, exact=True).counts
    return SharedCurves(tuple(curves), budget, tuple(counts), tuple(int(k) for k in chosen))


def _ball_curves(value: SharedCurves) -> SharedCurves:
    """The same with the values as exact balls."""
    curves = tuple(tuple(balls.ball(v) for v in curve) for curve in value.curves)
    return SharedCurves(curves, value.budget, value.counts, value.chosen)


def _fits(value: SharedCurves, *, L: int) -> bool:
    """Whether there are L curves."""
    return len(value.curves) == L


#: Member of a domain that declares L before.
CURVES = Object(
    shared_curves,
    ball=_ball_curves,
    description="L error curves with a budget K and an allocation of it",
    of=("L",),
    fits=_fits,
)


def _curve(value: SharedCurves, i: int) -> tuple[Any, ...]:
    if not 1 <= i <= len(value.curves):
        raise DomainError(f"i={i} is outside {{1,…,L}} with L={len(value.curves)} (curve budgets)")
    return value.curves[i - 1]


def _budget(value: SharedCurves) -> int:
    return value.budget


def _allocated_error(value: SharedCurves, i: int) -> float:
    return _curve(value, i)[value.counts[i - 1]]


def _programmed_error(value: SharedCurves, i: int) -> float:
    return _curve(value, i)[value.chosen[i - 1]]


def _programmed_count(value: SharedCurves, i: int) -> int:
    _curve(value, i)
    return value.chosen[i - 1]


def _allocated_left(value: SharedCurves, i: int) -> int:
    """What the allocation leaves of the budget for the first curves, 0 for none of them."""
    return value.budget - sum(value.counts[i:])


def _programmed_left(value: SharedCurves, i: int) -> int:
    return value.budget - sum(value.chosen[i:])


@functools.lru_cache(maxsize=256)
def _table(value: SharedCurves, i: int) -> tuple[float, ...]:
    """Bellman: the least sums of the first curves for the budgets 0, ..., K."""
    if i == 0:
        return (0.0,) * (value.budget + 1)
    curve, before = _curve(value, i), _table(value, i - 1)
    return tuple(
        min(before[b - k] + curve[k] for k in range(min(b, len(curve) - 1) + 1)) for b in range(value.budget + 1)
    )


def _least_sum(value: SharedCurves, i: int, b: int) -> float:
    if not 0 <= b <= value.budget:
        raise DomainError(f"b={b} is outside {{0,…,K}} with K={value.budget} (curve budgets)")
    return _table(value, i)[b]


def _quantity(function: Callable[..., Any], letters: str, latex: str, **declared: Any) -> Quantity:
    name = function.__name__.lstrip("_")
    declared.setdefault("sign", "nonnegative")
    return Quantity(
        name, ("T", *letters), function, getattr(reference, f"ball_{name}"), latex, "lq.alloc.sumnorm",
        integer_arguments=("i", "b"), **declared,
    )  # fmt: skip


#: Everything by name.
CURVE_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(_budget, "", r"K({T})", integer=True),
        _quantity(_allocated_error, "i", r"{T}_{{{i}}}(k_{{{i}}})"),
        _quantity(_programmed_error, "i", r"{T}_{{{i}}}(\hat k_{{{i}}})"),
        _quantity(_programmed_count, "i", r"\hat k_{{{i}}}({T})", integer=True),
        _quantity(_allocated_left, "i", r"(K-\sum_{{j>{i}}}k_j)({T})", integer=True),
        _quantity(_programmed_left, "i", r"(K-\sum_{{j>{i}}}\hat k_j)({T})", integer=True),
        _quantity(_least_sum, "ib", r"B_{{{i}}}({T},{b})"),
    )
}


def curve_quantity(name: str) -> Any:
    """The SymPy head of a quantity of curves with a budget, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``CURVE_QUANTITIES``.

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
    >>> str(curve_quantity("least_sum"))
    'least_sum'
    """
    if name not in CURVE_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of shared curves; there are {', '.join(CURVE_QUANTITIES)}")
    return CURVE_QUANTITIES[name].symbol
