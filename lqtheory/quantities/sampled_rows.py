"""Shares of rows in entrywise sampling, and ranks at equal storage (dossier ``baseline.akl``, ``baseline.svd``)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_count, check_real, on_cpu
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference import matrix_sampling as reference

__all__ = ["QUANTITIES", "bernstein_row_level", "bernstein_row_share", "bernstein_rows", "rank_at_storage"]


def bernstein_row_share(a: float, alpha: float, beta: float, zeta: float) -> float:
    r"""Share of the draws that a row gets in the distribution of Achlioptas, Karnin and Liberty.

    ρ = (α r/(2ζ) + sqrt((α r/(2ζ))² + β r/ζ))², which solves α r/√ρ + β r/ρ = ζ.

    Parameters
    ----------
    a : float
        r, the l_1 norm of the row, >= 0.
    alpha, beta : float
        α = sqrt(L/s) and β = L/(3s), L = ln((d_1 + d_2)/δ); >= 0.
    zeta : float
        The level ζ, > 0.

    Returns
    -------
    float
        >= 0.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    achlioptas_2013 (recalled); dossier baseline.akl.

    Examples
    --------
    >>> bernstein_row_share(1.0, 1.0, 2.0, 1.0)
    4.0
    """
    values = {"a": a, "alpha": alpha, "beta": beta}
    a, alpha, beta = (check_real(v, n, "bernstein_row_share", 0.0, math.inf, "left") for n, v in values.items())
    zeta = check_real(zeta, "zeta", "bernstein_row_share", 0.0, math.inf, "neither")
    return float(_shares(np.asarray(a), alpha, beta, zeta))


def _shares(norms: np.ndarray, alpha: float, beta: float, zeta: float) -> np.ndarray:
    half = alpha * norms / (2 * zeta)
    return (half + np.sqrt(half * half + beta * norms / zeta)) ** 2


def bernstein_row_level(x: Any, s: float, m: int, delta: float) -> float:
    r"""Level at which the shares of all rows add up to 1.

    ζ with Σ_i ρ_i(ζ) = 1, ρ_i as :func:`bernstein_row_share`.

    Parameters
    ----------
    x : array-like, shape (d_1,)
        l_1 norms of the rows, not all 0; signs do not matter.
    s : float
        Number of draws, > 0; it need not be whole.
    m : int
        d_1 + d_2, at least 2.
    delta : float
        Probability of failure, in (0, 1).

    Returns
    -------
    float
        > 0.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Brent's method between ζ at which one row alone has share 1 and d_1 times the largest.

    References
    ----------
    achlioptas_2013 (recalled); dossier baseline.akl.

    Examples
    --------
    >>> round(bernstein_row_level([1.0], 50, 9, 0.1), 9) == round(math.sqrt(math.log(90) / 50) + math.log(90) / 150, 9)
    True
    """
    norms = np.abs(on_cpu(as_vector(x, "x", "bernstein_row_level")))
    if norms.ndim != 1:
        raise ShapeError(f"x has shape {norms.shape} (bernstein_row_level); give one norm for each row")
    s = check_real(s, "s", "bernstein_row_level", 0.0, math.inf, "neither")
    m = check_count(m, "m", 2, None, "bernstein_row_level")
    delta = check_real(delta, "delta", "bernstein_row_level", 0.0, 1.0, "neither")
    top = float(norms.max())
    if top == 0:
        raise DomainError("all norms are 0 (bernstein_row_level); drop zero matrices first")
    from scipy.optimize import brentq

    level = math.log(m) - math.log(delta)
    alpha, beta, norms = math.sqrt(level / s), level / (3 * s), norms / top

    def excess(zeta: float) -> float:
        return float(np.sum(_shares(norms, alpha, beta, zeta))) - 1.0

    low = alpha + beta  # the largest row alone has share 1 there, and everything together no more at n times as much
    return top * float(brentq(excess, low * (1 - 1e-9), low * len(norms) * (1 + 1e-9), xtol=1e-300, rtol=1e-15))


def bernstein_rows(x: Any, s: float, m: int, delta: float) -> np.ndarray:
    r"""Shares of the rows in the distribution of Achlioptas, Karnin and Liberty.

    ρ_i of :func:`bernstein_row_share` at the level ζ; the entry (i, j) is drawn with probability ρ_i |A_ij|/r_i.

    Parameters
    ----------
    x, s, m, delta
        As :func:`bernstein_row_level`.

    Returns
    -------
    array of float64, shape (d_1,)
        They add up to 1.

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        As :func:`bernstein_row_level`.

    References
    ----------
    achlioptas_2013 (recalled); dossier baseline.akl.

    Examples
    --------
    >>> bernstein_rows([6.5, 4.5, 5.25, 4.5], 50, 9, 0.1).round(6).tolist()
    [0.36319, 0.192985, 0.250841, 0.192985]
    """
    zeta = bernstein_row_level(x, s, m, delta)
    level = math.log(m) - math.log(delta)
    norms = np.abs(on_cpu(as_vector(x, "x", "bernstein_rows")))
    return _shares(norms, math.sqrt(level / s), level / (3 * s), zeta)


def rank_at_storage(k: int, m: int, n: int) -> int:
    r"""Rank of a factorisation that stores no more numbers than a sparse matrix.

    ⌊k/(m + n)⌋.

    Parameters
    ----------
    k : int
        Number of entries that the sparse matrix stores, at least 0.
    m, n : int
        Numbers of rows and columns, at least 1.

    Returns
    -------
    int
        0 if not even one pair of vectors fits.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier baseline.svd.

    Examples
    --------
    >>> rank_at_storage(20, 4, 5), rank_at_storage(8, 4, 5)
    (2, 0)
    """
    k = check_count(k, "k", 0, None, "rank_at_storage")
    m, n = (check_count(v, name, 1, None, "rank_at_storage") for v, name in ((m, "m"), (n, "n")))
    return k // (m + n)


def _quantity(name: str, letters: tuple[str, ...], latex: str, id: str, **declared: Any) -> Quantity:
    ball, counts = getattr(reference, f"ball_{name}"), ("n", "m", "k")
    declared = {"sign": "nonnegative", "integer_arguments": counts} | declared
    return Quantity(name, letters, globals()[name], ball, latex, id, **declared)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity(
        "bernstein_row_share", ("a", "alpha", "beta", "zeta"), r"\rho_{{{zeta}}}({a};{alpha},{beta})", "baseline.akl"
    ),
    _quantity(
        "bernstein_row_level", ("x", "s", "m", "delta"), r"\zeta({x},{s},{m},{delta})", "baseline.akl", sign="positive"
    ),
    _quantity("rank_at_storage", ("k", "m", "n"), r"\lfloor{k}/({m}+{n})\rfloor", "baseline.svd", integer=True),
)
