"""Means over random draws of atoms with random signs: quantities between an average and the type of L_p."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from lqtheory.dictionaries.distances import lp_masses
from lqtheory.dictionaries.measured import CHOICES
from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import dictionary_signs as reference

__all__ = ["SIGNED_SUMS"]


def _draws(theta: Any, F: Any, m: int, p: float) -> Iterator[tuple[float, tuple[int, ...], np.ndarray]]:
    """Every multiset of m atoms: its probability, the counts, and the atoms as columns of norm V/m."""
    coefficients, atoms = np.asarray(theta, dtype=np.float64), np.asarray(F, dtype=np.float64)
    if atoms.ndim != 2 or coefficients.shape != atoms.shape[1:]:
        raise ShapeError(f"theta has shape {coefficients.shape} for atoms of shape {atoms.shape}; one entry per column")
    masses = lp_masses(coefficients, atoms, p)
    used = np.flatnonzero(masses > 0)
    if used.size == 0:
        return
    if math.comb(used.size + m - 1, m) > CHOICES:
        raise UnsupportedError(f"m={m} signed draws of n={used.size} atoms are too many; use smaller ones")
    total = float(masses.sum())
    columns = atoms[:, used] * (coefficients[used] / masses[used]) * (total / m)
    chances = masses[used] / total
    for chosen in itertools.combinations_with_replacement(range(used.size), m):
        counts = np.bincount(chosen, minlength=used.size)
        chance = math.factorial(m) * float(np.prod(chances**counts)) / math.prod(math.factorial(int(c)) for c in counts)
        yield chance, tuple(int(c) for c in counts), columns


def _norm(values: np.ndarray, p: float) -> float:
    """Norm in l_p, relative to the largest entry: powers neither vanish nor overflow."""
    top = float(np.abs(values).max(initial=0.0))
    return top * float(np.sum(np.abs(values / top) ** p) ** (1.0 / p)) if top > 0 else 0.0


def mean_signed_norm(theta: Any, F: Any, m: int, p: float) -> float:
    """Mean of the l_p norm of m atoms drawn by their masses with random signs, over m; by enumeration."""
    mean = 0.0
    for chance, counts, columns in _draws(theta, F, m, p):
        for minus in itertools.product(*(range(c + 1) for c in counts)):
            ways = math.prod(map(math.comb, counts, minus)) / 2**m
            signed = np.array(counts) - 2 * np.array(minus)
            mean += chance * ways * _norm(columns @ signed, p)
    return mean


def mean_root_sum(theta: Any, F: Any, m: int, p: float) -> float:
    """Mean of the l_p norm of (sum |X_t|^r)^(1/r), r = min(2, p), for m atoms X_t drawn by their masses, over m."""
    r, mean = min(2.0, p), 0.0
    for chance, counts, columns in _draws(theta, F, m, p):
        top = float(np.abs(columns).max())
        mean += chance * top * _norm((np.abs(columns / top) ** r @ np.array(counts)) ** (1.0 / r), p)
    return mean


def _quantity(function: Any, latex: str) -> Quantity:
    ball = getattr(reference, f"ball_{function.__name__}")
    return Quantity(
        function.__name__, ("theta", "F", "m", "p"), function, ball, latex, "",
        sign="nonnegative", integer_arguments=("m",),
    )  # fmt: skip


#: Name -> quantity; ``SIGNED_SUMS[name].symbol`` is its SymPy head.
SIGNED_SUMS: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(mean_signed_norm, r"\mathbb{{E}}\|\Sigma_{{t\le {m}}}\pm X_t\|_{{{p}}}({theta},{F})/{m}"),
        _quantity(mean_root_sum, r"\mathbb{{E}}\|(\Sigma_{{t\le {m}}}|X_t|^r)^{{1/r}}\|_{{{p}}}({theta},{F})/{m}"),
    )
}
