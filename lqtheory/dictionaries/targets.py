"""More that can be measured on an expansion: averages aimed at another target, and largest terms in L_p."""

from __future__ import annotations

from typing import Any

import numpy as np

from lqtheory.dictionaries.distances import lp_masses
from lqtheory.dictionaries.measured import TIE, atom_masses
from lqtheory.errors import ShapeError
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import dictionary_targets as reference

__all__ = ["TARGETS", "averaging_target_excess", "without_largest_lp"]


def averaging_target_excess(y: Any, theta: Any, F: Any, m: int, t: int) -> float:
    """Squared distance ‖S_t - t f + m(f - y)‖² after t of m atoms V u_j, chosen by conditional expectations for y.

    Parameters
    ----------
    y : array-like, shape (d,)
        Target.
    theta : array-like, shape (n,)
        Coefficients of f.
    F : array-like, shape (d, n)
        Atoms as columns.
    m, t : int
        Number of choices in all, and of those made, at least 0.

    Returns
    -------
    float
        m² ‖f - y‖² at t = 0, m² ‖g - y‖² at t = m.

    Raises
    ------
    ShapeError
        If there is not one coefficient per atom, or not one value per sample point.

    Examples
    --------
    >>> import numpy as np
    >>> averaging_target_excess([1.0, 0.0], [1.0, 1.0], np.eye(2), 2, 0)
    4.0
    """
    masses, atoms, goal = atom_masses(theta, F), np.asarray(F, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if goal.shape != atoms.shape[:1]:
        raise ShapeError(f"y has shape {goal.shape} for atoms of shape {atoms.shape}; give one value per sample point")
    used, f, total = np.flatnonzero(masses > 0), atoms @ np.asarray(theta, dtype=np.float64), float(masses.sum())
    units = atoms[:, used] * (np.asarray(theta)[used] / masses[used])
    counts = np.zeros(used.size)
    behind = lambda step: total * (units @ counts) + (m - step) * f - m * goal  # noqa: E731
    for step in range(t if used.size else 0):
        scores = units.T @ (behind(step) - f)
        counts[np.flatnonzero(scores <= scores.min() + TIE * total)[0]] += 1.0
    apart = behind(t)
    return float(apart @ apart)


def without_largest_lp(theta: Any, F: Any, L: int, p: float) -> np.ndarray:
    """Coefficients with those of the L largest masses |θ_j| ‖f_j‖_p set to zero; at ties the first ones are larger.

    Parameters
    ----------
    theta : array-like, shape (n,)
        Coefficients.
    F : array-like, shape (d, n)
        Atoms as columns.
    L : int
        Number of terms taken out.
    p : float
        Exponent of the norm.

    Returns
    -------
    array of float64, shape (n,)

    Examples
    --------
    >>> without_largest_lp([1.0, -3.0], [[1.0, 0.0], [0.0, 1.0]], 1, 1.0).tolist()
    [1.0, 0.0]
    """
    rest = np.array(theta, dtype=np.float64)
    rest[np.argsort(-lp_masses(theta, F, p), kind="stable")[:L]] = 0.0
    return rest


def _quantity(function: Any, arguments: tuple[str, ...], latex: str, **declared: Any) -> Quantity:
    ball = getattr(reference, f"ball_{function.__name__}")
    declared.setdefault("sign", "nonnegative")
    return Quantity(
        function.__name__, arguments, function, ball, latex, "", integer_arguments=("m", "t", "L"), **declared
    )


#: Name -> quantity; ``TARGETS[name].symbol`` is its SymPy head.
TARGETS: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(averaging_target_excess, ("y", "theta", "F", "m", "t"), r"X_{{{t},{m}}}({y},{theta},{F})"),
        _quantity(without_largest_lp, ("theta", "F", "L", "p"), r"{theta}_{{>{L},{p}}}({F})", vector=True, sign="real"),
    )
}
