"""Averages of atoms drawn with any probabilities p = w/sum w, each divided by its own: quantities of theorems."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.measured import CHOICES, atom_masses
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import weighted_draws as reference

__all__ = ["WEIGHTED_DRAWS"]


def _draws(theta: Any, F: Any, w: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Probabilities, the vectors theta_j f_j/p_j as columns, and their mean f."""
    theta, F, w = (np.asarray(value, dtype=np.float64) for value in (theta, F, w))
    atom_masses(theta, F)  # refuses shapes that do not fit
    shares = w / w.sum()
    return shares, F * (theta / shares), F @ theta


def weighted_second_moment(theta: Any, F: Any, w: Any) -> float:
    """Mean of the squared norm of a draw."""
    shares, draws, _ = _draws(theta, F, w)
    return float(shares @ np.sum(draws**2, axis=0))


def weighted_variance(theta: Any, F: Any, w: Any) -> float:
    """Mean of the squared distance of a draw from f."""
    shares, draws, f = _draws(theta, F, w)
    return float(shares @ np.sum((draws - f[:, None]) ** 2, axis=0))


def weighted_mean_square(theta: Any, F: Any, w: Any, m: int) -> float:
    """Mean of the squared distance from f of the mean of m independent draws, over all multisets of draws."""
    shares, draws, f = _draws(theta, F, w)
    n = len(shares)
    if math.comb(n + m - 1, m) > CHOICES:
        raise UnsupportedError(f"m={m} draws of n={n} atoms are too many; use smaller ones")
    found = 0.0
    for chosen in itertools.combinations_with_replacement(range(n), m):
        counts = np.bincount(chosen, minlength=n)
        ways = math.factorial(m) / math.prod(math.factorial(int(c)) for c in counts)
        apart = draws @ (counts / m) - f
        found += ways * float(np.prod(shares**counts)) * float(apart @ apart)
    return found


def _quantity(function: Any, arguments: tuple[str, ...], latex: str) -> Quantity:
    ball = getattr(reference, f"ball_{function.__name__}")
    counts = ("m",) if "m" in arguments else ()
    return Quantity(
        function.__name__, arguments, function, ball, latex, "", sign="nonnegative", integer_arguments=counts
    )


_ALL = ("theta", "F", "w")
#: Name -> quantity; ``WEIGHTED_DRAWS[name].symbol`` is its SymPy head.
WEIGHTED_DRAWS: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(weighted_second_moment, _ALL, r"\mathbb{{E}}_{{{w}}}\|U\|^2({theta},{F})"),
        _quantity(weighted_variance, _ALL, r"\mathbb{{E}}_{{{w}}}\|U-f\|^2({theta},{F})"),
        _quantity(weighted_mean_square, (*_ALL, "m"), r"\mathbb{{E}}_{{{w}}}\|g_{{{m}}}-f\|^2({theta},{F})"),
    )
}
