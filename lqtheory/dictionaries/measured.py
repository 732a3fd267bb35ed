"""What can be measured on an expansion in a dictionary: quantities of the theorems about dictionaries.

Atoms are the columns of a (d, n) array with the plain inner product. Small n only: choices are enumerated.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import dictionary_expansions as reference

__all__ = [
    "MEASURED",
    "atom_masses",
    "averaging_excess",
    "best_dictionary_error",
    "draw_second_moment",
    "draw_variance",
    "expansion_square",
    "mean_square_of_averages",
    "pursuit_error",
    "pursuit_score",
    "without_largest",
]

#: Most choices that are enumerated.
CHOICES = 20_000
#: Scores that differ by less, relatively, are ties; the first atom is taken.
TIE = 1e-12


def atom_masses(theta: Any, F: Any) -> np.ndarray:
    """Masses v_j = |θ_j| ‖f_j‖ of the terms of an expansion.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    ShapeError
        If there is not one coefficient per atom; so do all functions of this module.
    """
    coefficients, atoms = np.asarray(theta, dtype=np.float64), np.asarray(F, dtype=np.float64)
    if atoms.ndim != 2 or coefficients.shape != atoms.shape[1:]:
        raise ShapeError(
            f"theta has shape {coefficients.shape} for atoms of shape {atoms.shape} (atom_masses); "
            "give one coefficient per column"
        )
    return np.abs(coefficients) * np.linalg.norm(atoms, axis=0)


def _function(theta: Any, F: Any) -> np.ndarray:
    """The function f = Σ θ_j f_j on the sample."""
    atom_masses(theta, F)  # refuses shapes that do not fit
    return np.asarray(F, dtype=np.float64) @ np.asarray(theta, dtype=np.float64)


def expansion_square(theta: Any, F: Any) -> float:
    """Squared norm of f = Σ θ_j f_j.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.

    Returns
    -------
    float
    """
    f = _function(theta, F)
    return float(f @ f)


def without_largest(theta: Any, F: Any, L: int) -> np.ndarray:
    """Coefficients with those of the L largest masses set to zero; at ties the first ones count as larger.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.
    L : int
        Number of terms taken out.

    Returns
    -------
    array of float64, shape (n,)
    """
    rest = np.array(theta, dtype=np.float64)
    rest[np.argsort(-atom_masses(theta, F), kind="stable")[:L]] = 0.0
    return rest


def best_dictionary_error(theta: Any, F: Any, m: int) -> float:
    """Least distance σ_m(f) of f to the span of m atoms, by enumeration.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.
    m : int
        Number of atoms.

    Returns
    -------
    float

    Raises
    ------
    UnsupportedError
        If there are more than 20 000 choices.
    """
    atoms = np.asarray(F, dtype=np.float64)
    f, n = _function(theta, F), atoms.shape[1]
    if math.comb(n, min(m, n)) > CHOICES:
        raise UnsupportedError(f"m={m} of n={n} atoms are too many choices (best_dictionary_error); use n <= 12")
    scaled = atoms / _safe_norms(atoms)
    errors = []
    for chosen in itertools.combinations(range(n), min(m, n)):
        part = scaled[:, list(chosen)]
        errors.append(float(np.linalg.norm(f - part @ np.linalg.lstsq(part, f, rcond=1e-12)[0])))
    return _unless_rounding(min(errors), theta, F)


def _unless_rounding(error: float, theta: Any, F: Any) -> float:
    """The error, or 0 where it is no larger than the rounding of f."""
    return 0.0 if error <= 1e-13 * float(atom_masses(theta, F).sum()) else error


def _safe_norms(atoms: np.ndarray) -> np.ndarray:
    norms = np.linalg.norm(atoms, axis=0)
    return np.where(norms > 0, norms, 1.0)


def _pursuit(theta: Any, F: Any, t: int) -> tuple[float, float]:
    """Error after t steps of orthogonal greedy pursuit, and the largest score there."""
    atoms = np.asarray(F, dtype=np.float64)
    units, residual = atoms / _safe_norms(atoms), _function(theta, F)
    zero = 1e-13 * float(np.abs(atom_masses(theta, F)).sum())
    basis = np.zeros((atoms.shape[0], 0))
    for step in range(t + 1):
        scores = np.abs(units.T @ residual)
        best = float(scores.max())
        if step == t or best <= zero:
            return _unless_rounding(float(np.linalg.norm(residual)), theta, F), best
        direction = units[:, int(np.flatnonzero(scores >= best * (1.0 - TIE))[0])]
        for _ in range(2):
            direction = direction - basis @ (basis.T @ direction)
        direction = direction / np.linalg.norm(direction)
        basis = np.column_stack([basis, direction])
        residual = residual - direction * float(direction @ residual)
    raise AssertionError


def pursuit_error(theta: Any, F: Any, t: int) -> float:
    """Error of orthogonal greedy pursuit after t steps.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.
    t : int
        Number of steps, at least 0.

    Returns
    -------
    float
    """
    return _pursuit(theta, F, t)[0]


def pursuit_score(theta: Any, F: Any, t: int) -> float:
    """Largest inner product of the residual of orthogonal greedy pursuit after t steps with an atom of norm 1.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.
    t : int
        Number of steps, at least 0.

    Returns
    -------
    float
    """
    return _pursuit(theta, F, t)[1]


def _directions(theta: Any, F: Any) -> tuple[np.ndarray, np.ndarray, float]:
    masses = atom_masses(theta, F)
    used = np.flatnonzero(masses > 0)
    units = np.asarray(F)[:, used] * (np.asarray(theta)[used] / masses[used])
    return units, masses[used], float(masses.sum())


def averaging_excess(theta: Any, F: Any, t: int) -> float:
    """Squared distance ‖S_t - t f‖² of the sum of t atoms V u_j, chosen by conditional expectations, from t f.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.
    t : int
        Number of choices, at least 0.

    Returns
    -------
    float
    """
    units, _, total = _directions(theta, F)
    f = _function(theta, F)
    behind = np.zeros_like(f)
    for _ in range(t if units.size else 0):
        scores = units.T @ (behind - f)
        chosen = int(np.flatnonzero(scores <= scores.min() + TIE * total)[0])
        behind = behind - f + total * units[:, chosen]
    return float(behind @ behind)


def draw_second_moment(theta: Any, F: Any) -> float:
    """Mean of ‖V u_J‖² over the atoms drawn with probabilities v_j/V.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.

    Returns
    -------
    float
    """
    units, masses, total = _directions(theta, F)
    return float(np.sum(masses * total * np.sum(units**2, axis=0))) if masses.size else 0.0


def draw_variance(theta: Any, F: Any) -> float:
    """Mean of ‖V u_J - f‖² over the atoms drawn with probabilities v_j/V.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.

    Returns
    -------
    float
    """
    units, masses, total = _directions(theta, F)
    if not masses.size:
        return 0.0
    f = _function(theta, F)
    return float(np.sum(masses / total * np.sum((total * units - f[:, None]) ** 2, axis=0)))


def mean_square_of_averages(theta: Any, F: Any, m: int) -> float:
    """Mean squared distance from f of the mean of m independent atoms V u_J, by enumeration.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.
    m : int
        Number of draws, at least 1.

    Returns
    -------
    float

    Raises
    ------
    UnsupportedError
        If there are more than 20 000 outcomes.
    """
    units, masses, total = _directions(theta, F)
    n = masses.size
    if n == 0:
        return 0.0
    if math.comb(n + m - 1, m) > CHOICES:
        raise UnsupportedError(f"m={m} draws of n={n} atoms are too many (mean_square_of_averages); use smaller ones")
    f, mean = _function(theta, F), 0.0
    for chosen in itertools.combinations_with_replacement(range(n), m):
        counts = np.bincount(chosen, minlength=n)
        chance = math.factorial(m) * float(np.prod((masses / total) ** counts))
        chance /= math.prod(math.factorial(int(c)) for c in counts)
        apart = units @ (counts * (total / m)) - f
        mean += chance * float(apart @ apart)
    return mean


def _quantity(function: Any, arguments: tuple[str, ...], latex: str, **declared: Any) -> Quantity:
    ball = getattr(reference, f"ball_{function.__name__}")
    counts = ("m", "t", "L")
    declared.setdefault("sign", "nonnegative")
    return Quantity(
        function.__name__,
        arguments,
        function,
        ball,
        latex,
        "",
        integer_arguments=counts,
        **declared,
    )


PAIR = ("theta", "F")
#: Name -> quantity; ``MEASURED[name].symbol`` is its SymPy head.
MEASURED: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(atom_masses, PAIR, r"v({theta},{F})", vector=True),
        _quantity(expansion_square, PAIR, r"\|f({theta},{F})\|^2"),
        _quantity(without_largest, (*PAIR, "L"), r"{theta}_{{>{L}}}({F})", vector=True, sign="real"),
        _quantity(best_dictionary_error, (*PAIR, "m"), r"\sigma_{{{m}}}({theta},{F})"),
        _quantity(pursuit_error, (*PAIR, "t"), r"r_{{{t}}}({theta},{F})"),
        _quantity(pursuit_score, (*PAIR, "t"), r"c_{{{t}}}({theta},{F})"),
        _quantity(averaging_excess, (*PAIR, "t"), r"X_{{{t}}}({theta},{F})"),
        _quantity(draw_second_moment, PAIR, r"\mathbb{{E}}\|U({theta},{F})\|^2"),
        _quantity(draw_variance, PAIR, r"\mathbb{{E}}\|U-f\|^2({theta},{F})"),
        _quantity(mean_square_of_averages, (*PAIR, "m"), r"\mathbb{{E}}\|g_{{{m}}}-f\|^2({theta},{F})"),
    )
}
