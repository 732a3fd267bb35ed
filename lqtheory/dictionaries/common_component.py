"""Best error in the dictionary whose atoms share a component, by enumeration (dossier ``lq.dict.lower``).

The closed form is :func:`lqtheory.quantities.dictionary_lower_bounds.common_component_error`; here nothing but the
definition of a best error is used.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from lqtheory.dictionaries.measured import best_dictionary_error
from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.dictionary_expansions import ball_best_kept_sum, ball_least_common_component_error

__all__ = ["COMMON_COMPONENT", "best_kept_sum", "least_common_component_error"]


def least_common_component_error(m: int, n: int, c: float, a: float, g: float) -> float:
    r"""Least distance of c Σ f_j to the span of m of the n atoms f_j = a e_0 + g e_j, over all choices.

    σ_m(f; D) = min over |S| = m and coefficients b of ‖Σ_j c f_j - Σ_{j in S} b_j f_j‖.

    Parameters
    ----------
    m : int
        Number of atoms used, in {1, ..., n}.
    n : int
        Number of atoms of the dictionary; e_0, ..., e_n are orthonormal.
    c : float
        Coefficient of every atom.
    a, g : float
        Lengths of the common and of the own component of an atom.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If a count or number is out of range, or the own component vanishes.
    UnsupportedError
        If there are more than 20 000 choices.

    References
    ----------
    Dossier lq.dict.lower.

    Examples
    --------
    >>> round(least_common_component_error(1, 2, 0.5, 0, 1), 12)
    0.5
    """
    m, theta, atoms = _expansion(m, n, c, a, g, "least_common_component_error")
    return best_dictionary_error(theta, atoms, m)


def _expansion(m: int, n: int, c: float, a: float, g: float, where: str) -> tuple[int, np.ndarray, np.ndarray]:
    """Number of atoms used, coefficients, and atoms as columns."""
    n = check_count(n, "n", 1, None, where)
    m = check_count(m, "m", 1, n, where)
    factor, common, own = (check_real(v, name, where) for v, name in ((c, "c"), (a, "a"), (g, "g")))
    if own == 0.0:
        raise DomainError(f"g={g} makes all atoms parallel ({where}); use g != 0")
    return m, np.full(n, factor), np.vstack([np.full(n, common), own * np.eye(n)])


def best_kept_sum(m: int, n: int, c: float, a: float, g: float) -> float:
    r"""Sum of the coefficients of the best combination of m of the n atoms a e_0 + g e_j, for c times their sum.

    Parameters
    ----------
    m : int
        Number of atoms used, in {1, ..., n}.
    n : int
        Number of atoms of the dictionary.
    c : float
        Coefficient of every atom in the function.
    a, g : float
        Lengths of the common and of the own component of an atom.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If a count or number is out of range, or the own component vanishes.

    References
    ----------
    Dossier lq.dict.lower.

    Examples
    --------
    >>> round(best_kept_sum(1, 2, 1, 1, 1), 12)
    1.5
    """
    m, theta, atoms = _expansion(m, n, c, a, g, "best_kept_sum")
    f, best, kept = atoms @ theta, np.inf, 0.0
    for chosen in itertools.combinations(range(theta.size), m):
        part = atoms[:, list(chosen)]
        coefficients = np.linalg.lstsq(part, f, rcond=None)[0]
        error = float(np.linalg.norm(f - part @ coefficients))
        if error < best:
            best, kept = error, float(coefficients.sum())
    return kept


def _quantity(function: Any, latex: str, sign: str) -> Quantity:
    ball = {"best_kept_sum": ball_best_kept_sum}.get(function.__name__, ball_least_common_component_error)
    return Quantity(function.__name__, ("m", "n", "c", "a", "g"), function, ball, latex, "lq.dict.lower", sign=sign)


#: Name -> quantity; ``COMMON_COMPONENT[name].symbol`` is its SymPy head.
COMMON_COMPONENT: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity(least_common_component_error, r"\sigma_{{{m}}}(D_{{{n}}}({c},{a},{g}))", "nonnegative"),
        _quantity(best_kept_sum, r"b^*_{{{m}}}(D_{{{n}}}({c},{a},{g}))", "real"),
    )
}
