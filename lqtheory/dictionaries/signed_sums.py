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


def mean_signed_moment(theta: Any, F: Any, m: int, p: float) -> float:
    """The same with the p-th root of the mean p-th power over the signs, for each draw of atoms."""
    mean = 0.0
    for chance, counts, columns in _draws(theta, F, m, p):
        ways, norms = [], []
        for minus in itertools.product(*(range(c + 1) for c in counts)):
            ways.append(math.prod(map(math.comb, counts, minus)) / 2**m)
            norms.append(_norm(columns @ (np.array(counts) - 2 * np.array(minus)), p))
        top = max(norms)
        if top > 0:
            mean += chance * top * float(np.dot(ways, (np.array(norms) / top) ** p)) ** (1.0 / p)
    return mean


def mean_square_root_sum(theta: Any, F: Any, m: int, p: float) -> float:
    """Mean of the l_p norm of (sum |X_t|^2)^(1/2) for m atoms X_t drawn by their masses, over m."""
    return _root_sums(theta, F, m, p, 2.0)


def mean_root_sum(theta: Any, F: Any, m: int, p: float) -> float:
    """Mean of the l_p norm of (sum |X_t|^r)^(1/r), r = min(2, p), for m atoms X_t drawn by their masses, over m."""
    return _root_sums(theta, F, m, p, min(2.0, p))


def _root_sums(theta: Any, F: Any, m: int, p: float, r: float) -> float:
    mean = 0.0
    for chance, counts, columns in _draws(theta, F, m, p):
        top = float(np.abs(columns).max())
        mean += chance * top * _norm((np.abs(columns / top) ** r @ np.array(counts)) ** (1.0 / r), p)
    return mean


def _sequences(theta: Any, F: Any, m: int, p: float) -> Iterator[tuple[float, np.ndarray]]:
    """Every sequence of m atoms: its probability, and the atoms, of norm V/m, as columns."""
    first = next(_draws(theta, F, 1, p), None)
    if first is None:
        return
    columns = first[2] / m
    masses = lp_masses(np.asarray(theta, dtype=np.float64), np.asarray(F, dtype=np.float64), p)
    chances = masses[masses > 0] / masses.sum()
    if len(chances) ** (2 * m) > CHOICES:
        raise UnsupportedError(f"m={m} pairs of draws of n={len(chances)} atoms are too many; use smaller ones")
    for chosen in itertools.product(range(len(chances)), repeat=m):
        yield float(np.prod(chances[list(chosen)])), columns[:, list(chosen)]


def mean_ghost_norm(theta: Any, F: Any, m: int, p: float) -> float:
    """Mean of the l_p norm of the difference of the averages of two independent draws of m atoms; by enumeration."""
    draws = list(_sequences(theta, F, m, p))
    return sum(a * b * _norm(x.sum(axis=1) - y.sum(axis=1), p) for a, x in draws for b, y in draws)


def mean_signed_ghost_norm(theta: Any, F: Any, m: int, p: float) -> float:
    """The same with random signs of the m differences of one atom and another."""
    draws, signs = list(_sequences(theta, F, m, p)), list(itertools.product((-1.0, 1.0), repeat=m))
    pairs = ((a * b / len(signs), x - y) for a, x in draws for b, y in draws)
    return sum(chance * _norm(apart @ np.array(s), p) for chance, apart in pairs for s in signs)


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
        _quantity(
            mean_signed_moment,
            r"\mathbb{{E}}(\mathbb{{E}}_\pm\|\Sigma_{{t\le {m}}}\pm X_t\|^p_{{{p}}})^{{1/p}}({theta},{F})/{m}",
        ),
        _quantity(
            mean_square_root_sum,
            r"\mathbb{{E}}\|(\Sigma_{{t\le {m}}}|X_t|^2)^{{1/2}}\|_{{{p}}}({theta},{F})/{m}",
        ),
        _quantity(mean_ghost_norm, r"\mathbb{{E}}\|\Sigma_{{t\le {m}}}(X_t-X'_t)\|_{{{p}}}({theta},{F})/{m}"),
        _quantity(mean_signed_ghost_norm, r"\mathbb{{E}}\|\Sigma_{{t\le {m}}}\pm(X_t-X'_t)\|_{{{p}}}({theta},{F})/{m}"),
        _quantity(mean_root_sum, r"\mathbb{{E}}\|(\Sigma_{{t\le {m}}}|X_t|^r)^{{1/r}}\|_{{{p}}}({theta},{F})/{m}"),
    )
}
