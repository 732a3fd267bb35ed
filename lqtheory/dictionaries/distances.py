"""Distances between combinations of atoms in several norms: more quantities of the theorems about dictionaries."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from lqtheory.dictionaries.measured import CHOICES, without_largest
from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.quantities.dictionary_bounds import rounding_threshold
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import dictionary_distances as reference

__all__ = ["DISTANCES"]


def _atoms(theta: Any, F: Any) -> tuple[np.ndarray, np.ndarray]:
    coefficients, atoms = np.asarray(theta, dtype=np.float64), np.asarray(F, dtype=np.float64)
    if atoms.ndim != 2 or coefficients.shape != atoms.shape[1:]:
        raise ShapeError(f"theta has shape {coefficients.shape} for atoms of shape {atoms.shape}; one entry per column")
    return coefficients, atoms


def combination_distance(theta: Any, g: Any, F: Any) -> float:
    """Euclidean norm of Σ (θ_j - g_j) f_j."""
    coefficients, atoms = _atoms(theta, F)
    return float(np.linalg.norm(atoms @ (coefficients - np.asarray(g))))


def largest_deviation(theta: Any, g: Any, F: Any) -> float:
    """Largest magnitude of Σ (θ_j - g_j) f_j over the sample."""
    coefficients, atoms = _atoms(theta, F)
    return float(np.abs(atoms @ (coefficients - np.asarray(g))).max())


def lp_distance(theta: Any, g: Any, F: Any, p: float) -> float:
    """l_p norm of Σ (θ_j - g_j) f_j."""
    coefficients, atoms = _atoms(theta, F)
    errors = np.abs(atoms @ (coefficients - np.asarray(g)))
    largest = float(errors.max(initial=0.0))  # relative to it no power overflows
    return largest * float(np.linalg.norm(errors / largest, p)) if largest > 0 else 0.0


def target_distance(y: Any, theta: Any, F: Any) -> float:
    """Euclidean norm of y - Σ θ_j f_j."""
    coefficients, atoms = _atoms(theta, F)
    return float(np.linalg.norm(np.asarray(y) - atoms @ coefficients))


def best_target_error(y: Any, F: Any, m: int) -> float:
    """Least distance of y to the span of m atoms, by enumeration."""
    atoms, goal = np.asarray(F, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if goal.shape != atoms.shape[:1]:
        raise ShapeError(f"y has shape {goal.shape} for atoms of shape {atoms.shape}; give one value per sample point")
    n = atoms.shape[1]
    if math.comb(n, min(m, n)) > CHOICES:
        raise UnsupportedError(f"m={m} of n={n} atoms are too many choices (best_target_error); use n <= 12")
    norms = np.linalg.norm(atoms, axis=0)
    scaled, errors = atoms / np.where(norms > 0, norms, 1.0), []
    for chosen in itertools.combinations(range(n), min(m, n)):
        part = scaled[:, list(chosen)]
        errors.append(float(np.linalg.norm(goal - part @ np.linalg.lstsq(part, goal, rcond=1e-12)[0])))
    return min(errors)


def mean_completed_square(y: Any, theta: Any, F: Any, L: int, m: int) -> float:
    """Mean of ‖y - g‖² for g the L largest terms and the mean of m atoms drawn for the others, by enumeration."""
    coefficients, atoms = _atoms(theta, F)
    others = without_largest(coefficients, atoms, L)
    missing = np.asarray(y) - atoms @ (coefficients - others)
    masses = np.abs(others) * np.linalg.norm(atoms, axis=0)
    used, total = np.flatnonzero(masses > 0), float(masses.sum())
    if used.size == 0:
        return float(missing @ missing)
    if math.comb(used.size + m - 1, m) > CHOICES:
        raise UnsupportedError(f"m={m} draws of n={used.size} atoms are too many (mean_completed_square)")
    units, chances, mean = atoms[:, used] * (others[used] / masses[used]), masses[used] / total, 0.0
    for chosen in itertools.combinations_with_replacement(range(used.size), m):
        counts = np.bincount(chosen, minlength=used.size)
        chance = math.factorial(m) * float(np.prod(chances**counts)) / math.prod(math.factorial(int(c)) for c in counts)
        apart = missing - units @ (counts * (total / m))
        mean += chance * float(apart @ apart)
    return mean


def peak_masses(theta: Any, F: Any) -> np.ndarray:
    """Masses |θ_j| max_i |f_j(x_i)| in the maximum norm."""
    coefficients, atoms = _atoms(theta, F)
    return np.abs(coefficients) * np.abs(atoms).max(axis=0)


def sample_size(F: Any) -> int:
    """Number of sample points."""
    return int(np.asarray(F).shape[0])


def lp_masses(theta: Any, F: Any, p: float) -> np.ndarray:
    """Masses |θ_j| ‖f_j‖_p."""
    coefficients, atoms = _atoms(theta, F)
    return np.abs(coefficients) * np.sum(np.abs(atoms) ** p, axis=0) ** (1.0 / p)


def mean_lp_error(theta: Any, F: Any, m: int, p: float) -> float:
    """Mean of ‖g - f‖_p for the mean g of m independent atoms drawn by their masses, by enumeration."""
    coefficients, atoms = _atoms(theta, F)
    masses = lp_masses(theta, F, p)
    used = np.flatnonzero(masses > 0)
    if used.size == 0:
        return 0.0
    if math.comb(used.size + m - 1, m) > CHOICES:
        raise UnsupportedError(f"m={m} draws of n={used.size} atoms are too many (mean_lp_error); use smaller ones")
    total, f = float(masses.sum()), atoms @ coefficients
    units, chances, mean = atoms[:, used] * (coefficients[used] / masses[used]), masses[used] / total, 0.0
    for chosen in itertools.combinations_with_replacement(range(used.size), m):
        counts = np.bincount(chosen, minlength=used.size)
        chance = math.factorial(m) * float(np.prod(chances**counts)) / math.prod(math.factorial(int(c)) for c in counts)
        mean += chance * float(np.sum(np.abs(units @ (counts * (total / m)) - f) ** p) ** (1.0 / p))
    return mean


def stratified_square(theta: Any, F: Any, m: int, cells: Any) -> float:
    """(V/m) Σ_c μ_c δ_c²/2 over the cells of a partition, with masses μ_c and diameters δ_c of the directions."""
    coefficients, atoms = _atoms(theta, F)
    labels = np.asarray(cells)
    if labels.shape != coefficients.shape:
        raise ShapeError(f"cells has shape {labels.shape}, not {coefficients.shape}; give a cell per atom")
    masses, square = np.abs(coefficients) * np.linalg.norm(atoms, axis=0), 0.0
    for cell in np.unique(labels):
        members = np.flatnonzero((masses > 0) & (labels == cell))
        units = atoms[:, members] * (coefficients[members] / masses[members])
        apart = np.sum((units[:, :, None] - units[:, None, :]) ** 2, axis=0)
        square += float(masses[members].sum()) * float(apart.max(initial=0.0)) / 2.0
    return float(masses.sum()) / m * square


def cell_count(cells: Any) -> int:
    """Number of cells of a partition."""
    return int(np.unique(np.asarray(cells)).size)


def rounding_shares(x: Any, m: int) -> np.ndarray:
    """Shares min(1, |x_i|/τ) of threshold rounding; zero where τ = 0."""
    magnitudes = np.abs(np.asarray(x, dtype=np.float64))
    tau = float(rounding_threshold(magnitudes, m))
    return np.minimum(1.0, magnitudes / tau) if tau > 0 else np.zeros_like(magnitudes)


def _quantity(function: Any, arguments: tuple[str, ...], latex: str, **declared: Any) -> Quantity:
    ball = getattr(reference, f"ball_{function.__name__}")
    declared.setdefault("sign", "nonnegative")
    return Quantity(function.__name__, arguments, function, ball, latex, "", integer_arguments=("L", "m"), **declared)


#: Name -> quantity; ``DISTANCES[name].symbol`` is its SymPy head.
DISTANCES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(combination_distance, ("theta", "g", "F"), r"\|f({theta},{F})-f({g},{F})\|"),
        _quantity(largest_deviation, ("theta", "g", "F"), r"\|f({theta},{F})-f({g},{F})\|_\infty"),
        _quantity(lp_distance, ("theta", "g", "F", "p"), r"\|f({theta},{F})-f({g},{F})\|_{{{p}}}"),
        _quantity(target_distance, ("y", "theta", "F"), r"\|{y}-f({theta},{F})\|"),
        _quantity(best_target_error, ("y", "F", "m"), r"\sigma_{{{m}}}({y},{F})"),
        _quantity(
            mean_completed_square, ("y", "theta", "F", "L", "m"), r"\mathbb{{E}}\|{y}-g_{{{L},{m}}}\|^2({theta},{F})"
        ),
        _quantity(peak_masses, ("theta", "F"), r"v_\infty({theta},{F})", vector=True),
        _quantity(sample_size, ("F",), r"|{F}|", sign="positive", integer=True),
        _quantity(lp_masses, ("theta", "F", "p"), r"v_{{{p}}}({theta},{F})", vector=True),
        _quantity(mean_lp_error, ("theta", "F", "m", "p"), r"\mathbb{{E}}\|g_{{{m}}}-f\|_{{{p}}}({theta},{F})"),
        _quantity(stratified_square, ("theta", "F", "m", "cells"), r"S_{{{m}}}({theta},{F},{cells})"),
        _quantity(cell_count, ("cells",), r"|{cells}|", sign="positive", integer=True),
        _quantity(rounding_shares, ("x", "m"), r"t_{{{m}}}({x})", vector=True),
    )
}
