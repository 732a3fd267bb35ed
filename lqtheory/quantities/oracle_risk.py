"""Risk over l_q hulls: the oracle trade-off and Fano's lower bound (``lq.risk.oracle``, ``lq.lower.minimax``)."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from lqtheory.errors import DomainError, ShapeError
from lqtheory.quantities.arrays import as_vector, check_count, check_real
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.stechkin import log_stechkin_constant
from lqtheory.quantities.widths import PackingBound, packing_bound

__all__ = [
    "QUANTITIES",
    "OracleChoice",
    "fano_risk_bound",
    "minimax_lower_bound",
    "minimax_lower_bound_details",
    "oracle_risk_bound",
    "oracle_risk_choice",
    "oracle_subset_size",
    "projection_risk",
]


class OracleChoice(NamedTuple):
    """Best subset size and the bound on its risk."""

    size: int
    risk: float


def oracle_subset_size(q: float, t: float, B: float, sigma: float, n: int) -> float:
    r"""Real minimiser of the oracle trade-off between approximation and variance.

    m° = (s A n/σ²)^{q/2}, A = 4 C_{q,2}² t² B², s = 2/q - 1.

    Parameters
    ----------
    q : float
        Exponent of the class, in (0, 1].
    t : float
        Bound on ‖θ‖_q, positive.
    B : float
        Bound on the empirical norms of the columns, positive.
    sigma : float
        Standard deviation of the noise, positive.
    n : int
        Number of observations, at least 1.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(1), in logarithms.

    References
    ----------
    Dossier lq.risk.oracle.

    Examples
    --------
    >>> round(oracle_subset_size(1, 2, 1, 0.5, 500), 12)
    89.442719099992
    """
    q, log_a, s, level = _trade_off(q, t, B, sigma, n, "oracle_subset_size")
    return math.exp(q / 2 * (math.log(s) + log_a - math.log(level)))


def oracle_risk_bound(q: float, t: float, B: float, sigma: float, n: int) -> float:
    r"""Least value of the oracle trade-off over real subset sizes.

    min_m [A m^{-s} + σ² m/n] = (1 + 1/s)(σ²/n) m°, with A, s, m° as in :func:`oracle_subset_size`.

    Parameters
    ----------
    q, t, B, sigma, n
        As :func:`oracle_subset_size`.

    Returns
    -------
    float
        Of the order (tB)^q (σ²/n)^{1-q/2}.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`oracle_subset_size`.

    Notes
    -----
    Cost O(1). The subset is known to the oracle; nothing is said of estimators that must find it.

    References
    ----------
    Dossier lq.risk.oracle.

    Examples
    --------
    >>> round(oracle_risk_bound(0.5, 1, 1, 1, 1000), 15)
    0.007952707287671
    """
    size = oracle_subset_size(q, t, B, sigma, n)
    q, _, s, level = _trade_off(q, t, B, sigma, n, "oracle_risk_bound")
    return (1 + 1 / s) * level * size


def oracle_risk_choice(q: float, t: float, B: float, sigma: float, n: int) -> OracleChoice:
    r"""Best whole subset size for the oracle, the empty one included.

    min of t² B² (m = 0) and A m^{-s} + σ² m/n at m = ⌊m°⌋, ⌈m°⌉.

    Parameters
    ----------
    q, t, B, sigma, n
        As :func:`oracle_subset_size`.

    Returns
    -------
    OracleChoice
        ``(size, risk)``.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`oracle_subset_size`.

    Notes
    -----
    Cost O(1): the trade-off falls up to m° and rises after it.

    References
    ----------
    Dossier lq.risk.oracle.

    Examples
    --------
    >>> oracle_risk_choice(1, 0.001, 1, 1, 10).size
    0
    """
    size = oracle_subset_size(q, t, B, sigma, n)
    q, log_a, s, level = _trade_off(q, t, B, sigma, n, "oracle_risk_choice")
    choices = [OracleChoice(0, (t * B) ** 2)]
    for m in sorted({max(1, math.floor(size)), max(1, math.ceil(size))}):
        choices.append(OracleChoice(m, math.exp(log_a - s * math.log(m)) + level * m))
    return min(choices, key=lambda choice: choice.risk)


def projection_risk(design: Any, f: Any, sigma: float) -> float:
    r"""Expected squared empirical error of least squares on given columns, under homoscedastic noise.

    E‖P y - f‖_n² = ‖f - P f‖_n² + σ² rank(X)/n, y = f + ε, ‖v‖_n² = ‖v‖_2²/n, P the projector on the columns of X.

    Parameters
    ----------
    design : array-like, shape (n, m)
        Columns chosen; m = 0 is allowed.
    f : array-like, shape (n,)
        Values of the true function.
    sigma : float
        Standard deviation of the noise, at least 0.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If the arrays are not finite, do not fit, or ``sigma`` is negative.

    Notes
    -----
    Cost O(n m min(n, m)) by a singular value decomposition; the rank is numerical.

    References
    ----------
    Dossier lq.risk.oracle.

    Examples
    --------
    >>> projection_risk([[1.0], [0.0]], [3.0, 4.0], 2.0)
    10.0
    """
    values = np.asarray(as_vector(f, "f", "projection_risk"))
    columns = np.asarray(design, dtype=np.float64)
    sigma = check_real(sigma, "sigma", "projection_risk", 0.0)
    if columns.ndim != 2 or values.ndim != 1 or columns.shape[0] != values.size:
        raise ShapeError(f"design has shape {columns.shape} and f {values.shape} (projection_risk); give equal rows")
    basis = np.zeros((values.size, 0))
    if columns.size:
        left, sizes, _ = np.linalg.svd(columns, full_matrices=False)
        basis = left[:, sizes > sizes[0] * max(columns.shape) * 2.0**-52] if sizes[0] > 0 else left[:, :0]
    rest = values - basis @ (basis.T @ values)
    return float(rest @ rest + sigma**2 * basis.shape[1]) / values.size


def fano_risk_bound(n: int, s: int, sigma: float) -> float:
    r"""Fano's lower bound on the minimax squared risk from packings by s-sets.

    σ² s ln(n/4s)/64, valid if s (σ² ln(n/4s)/8)^{q/2} <= R^q and s ln(n/4s)/2 >= 4 ln 2.

    Parameters
    ----------
    n : int
        Dimension, at least 4.
    s : int
        Size of the sets, in {1, ..., ⌊n/4⌋}.
    sigma : float
        Standard deviation of the noise, positive.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range, s > n/4 in particular.

    Notes
    -----
    Cost O(1). The two conditions are those of :func:`minimax_lower_bound`, which takes the best s.

    References
    ----------
    Dossier lq.lower.minimax.

    Examples
    --------
    >>> round(fano_risk_bound(1000, 5, 1.0), 12)
    0.305626797299
    """
    n = check_count(n, "n", 4, None, "fano_risk_bound")
    s = check_count(s, "s", 1, None, "fano_risk_bound")
    if 4 * s > n:
        raise DomainError(f"s={s} is outside {{1,...,n/4}} with n={n} (fano_risk_bound); use s <= {n // 4}")
    sigma = check_real(sigma, "sigma", "fano_risk_bound", 0.0, math.inf, "neither")
    return sigma**2 * s * math.log(n / (4 * s)) / 64


def minimax_lower_bound(n: int, q: float, R: float, sigma: float) -> float:
    r"""Lower bound on the minimax squared risk over the l_q ball of radius R in the sequence model.

    max_s σ² s ln(n/4s)/64 over the s admitted by :func:`fano_risk_bound`; 0 if there is none.

    Parameters
    ----------
    n : int
        Dimension, at least 4.
    q : float
        Exponent of the class, positive.
    R : float
        Radius, positive.
    sigma : float
        Standard deviation of the noise, positive.

    Returns
    -------
    float

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    Notes
    -----
    Cost O(n). See :func:`minimax_lower_bound_details`.

    References
    ----------
    Dossier lq.lower.minimax.

    Examples
    --------
    >>> round(minimax_lower_bound(1000, 0.5, 20, 1), 12)
    0.305626797299
    """
    return minimax_lower_bound_details(n, q, R, sigma).value


def minimax_lower_bound_details(n: int, q: float, R: float, sigma: float) -> PackingBound:
    r"""Value, logarithm and best s of Fano's lower bound.

    The s in {1, ..., ⌊n/4⌋} with the largest σ² s ln(n/4s)/64 that meets both conditions.

    Parameters
    ----------
    n, q, R, sigma
        As :func:`minimax_lower_bound`.

    Returns
    -------
    PackingBound
        ``(value, log_value, s)``; ``(0.0, -inf, None)`` if no s serves.

    Raises
    ------
    InputTypeError, DomainError
        As :func:`minimax_lower_bound`.

    Notes
    -----
    Cost O(n), vectorised. Conditions within rounding of equality count as failed, so that the bound stays one.

    References
    ----------
    Dossier lq.lower.minimax.

    Examples
    --------
    >>> minimax_lower_bound_details(1000, 0.5, 20, 1).s
    5
    """
    where = "minimax_lower_bound"
    n = check_count(n, "n", 4, None, where)
    q = check_real(q, "q", where, 0.0, math.inf, "neither")
    R = check_real(R, "R", where, 0.0, math.inf, "neither")
    sigma = check_real(sigma, "sigma", where, 0.0, math.inf, "neither")
    sizes = np.arange(1, n // 4 + 1, dtype=np.float64)
    logs = np.log(n / (4 * sizes))
    with np.errstate(divide="ignore"):
        radii = np.log(sizes) + q / 2 * (2 * math.log(sigma) + np.log(logs / 8))
    serves = (radii <= q * math.log(R) - 1e-12) & (sizes * logs / 2 >= 4 * math.log(2) * (1 + 1e-12))
    if not serves.any():
        return packing_bound(None, math.log)
    best = int(np.argmax(np.where(serves, sizes * logs, -1.0))) + 1
    return packing_bound(best, lambda s: 2 * math.log(sigma) + math.log(s * math.log(n / (4 * s)) / 64))


def _trade_off(q: Any, t: Any, B: Any, sigma: Any, n: Any, where: str) -> tuple[float, float, float, float]:
    """Checked q, ln A, s and σ²/n."""
    q = check_real(q, "q", where, 0.0, 1.0, "right")
    t, B, sigma = (
        check_real(v, name, where, 0.0, math.inf, "neither") for v, name in ((t, "t"), (B, "B"), (sigma, "sigma"))
    )
    n = check_count(n, "n", 1, None, where)
    log_a = math.log(4) + 2 * (log_stechkin_constant(q, 2) + math.log(t) + math.log(B))
    return q, log_a, 2 / q - 1, sigma**2 / n


_MODEL = ("q", "t", "B", "sigma", "n")

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "oracle_subset_size", _MODEL, oracle_subset_size, None, r"m^\circ({q},{t},{B},{sigma},{n})", "lq.risk.oracle"
    ),
    Quantity(
        "oracle_risk_bound",
        _MODEL,
        oracle_risk_bound,
        None,
        r"\mathcal{{R}}^\circ({q},{t},{B},{sigma},{n})",
        "lq.risk.oracle",
    ),
    Quantity(
        "fano_risk_bound",
        ("n", "s", "sigma"),
        fano_risk_bound,
        None,
        r"\mathcal{{R}}_{{{s}}}({n},{sigma})",
        "lq.lower.minimax",
        integer_arguments=("n", "s"),
    ),
    Quantity(
        "minimax_lower_bound",
        ("n", "q", "R", "sigma"),
        minimax_lower_bound,
        None,
        r"\underline{{\mathcal{{R}}}}({n},{q},{R},{sigma})",
        "lq.lower.minimax",
    ),
)
