"""Weighted classes, weighted errors and cost budgets (dossier ``lq.weighted.class``, ``lq.weighted.budget``)."""

from __future__ import annotations

from typing import Any

import array_api_compat

from lqtheory.errors import ShapeError, UnsupportedError
from lqtheory.quantities.arrays import (
    Array,
    as_magnitudes,
    as_vector,
    as_weights,
    check_count,
    check_exponent,
    check_real,
    masked_power,
    namespace,
)
from lqtheory.quantities.best_k_term import smallest
from lqtheory.quantities.norms import norm_of_magnitudes
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.weighted import (
    ball_budget_tail_error,
    ball_weighted_best_k_term_error,
    ball_weighted_lq_norm,
    ball_weighted_power_sum,
    ball_weighted_worst_case,
)

__all__ = [
    "QUANTITIES",
    "budget_tail_error",
    "weighted_best_k_term_error",
    "weighted_lq_norm",
    "weighted_power_sum",
    "weighted_worst_case",
    "weighted_worst_case_extremal",
]


def weighted_power_sum(x: Any, w: Any, q: float) -> Array:
    r"""Weighted sum of the q-th powers of the magnitudes.

    Σ w_i |x_i|^q, which defines the weighted class by being at most 1.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    w : array-like, shape (n,) or (..., n)
        Positive weights.
    q : float
        Exponent in (0, inf).

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    InputTypeError, ShapeError, DomainError
        If ``x`` or ``w`` is not a finite, nonempty, numeric array, the shapes do not match, a weight is not positive
        or ``q`` is not in (0, inf).

    References
    ----------
    Dossier lq.weighted.class.

    Examples
    --------
    >>> float(weighted_power_sum([4, -1], [1, 3], 0.5))
    5.0
    """
    magnitudes = as_magnitudes(x, "x", "weighted_power_sum")
    w = as_weights(w, magnitudes, "w", "weighted_power_sum")
    q = check_exponent(q, "q", "weighted_power_sum")
    return namespace(magnitudes).sum(w * masked_power(magnitudes, q), axis=-1)


def weighted_best_k_term_error(x: Any, a: Any, k: int, p: float) -> Array:
    r"""Best k-term error of ``x`` in a weighted l_p norm.

    min_{|S|=k} (Σ_{i∉S} a_i |x_i|^p)^{1/p}: keep the k largest a_i^{1/p} |x_i|.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    a : array-like, shape (n,) or (..., n)
        Positive weights of the error, such as squared activation norms at ``p = 2``.
    k : int
        Number of entries kept, in {0, ..., n}.
    p : float
        Exponent in (0, inf).

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        As :func:`weighted_power_sum`, and if ``k`` is not an integer of {0, ..., n}.

    Notes
    -----
    Cost O(n) with NumPy, O(n log n) with torch.

    References
    ----------
    Dossier lq.weighted.class.

    Examples
    --------
    >>> float(weighted_best_k_term_error([3, 1], [1, 16], 1, 2))
    3.0
    """
    where = "weighted_best_k_term_error"
    magnitudes = as_magnitudes(x, "x", where)
    a = as_weights(a, magnitudes, "a", where)
    n = magnitudes.shape[-1]
    k, p = check_count(k, "k", 0, n, where), check_exponent(p, "p", where)
    scaled = a ** (1.0 / p) * magnitudes
    if k == n:
        return 0.0 * namespace(scaled).max(scaled, axis=-1)
    return norm_of_magnitudes(smallest(scaled, n - k), p, where)


def weighted_worst_case(k: int, omega: Any, a: Any, q: float, p: float) -> Array:
    r"""Largest weighted best k-term error over a weighted l_q class.

    sup of (Σ_{i∉S} a_i|x_i|^p)^{1/p} over Σω_i|x_i|^q <= 1: max_{k<m<=n} (m - k)^{1/p} (c_1 + ... + c_m)^{-1/q} with
    c_i = ω_i a_i^{-q/p} sorted ascending.

    Parameters
    ----------
    k : int
        Number of entries kept, in {0, ..., n}.
    omega, a : array-like, shape (..., n)
        Positive weights of the class and of the error.
    q, p : float
        Exponents, 0 < q <= p < inf.

    Returns
    -------
    array of float64, shape (...)
        0 at ``k = n``; equals the unweighted worst case if all weights are 1.

    Raises
    ------
    UnsupportedError
        If q > p, where the formula does not hold.
    InputTypeError, ShapeError, DomainError
        As :func:`weighted_best_k_term_error`.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Dossier lq.weighted.class.

    Examples
    --------
    >>> round(float(weighted_worst_case(1, [1, 2, 3, 4], [4, 1, 9, 1], 1, 2)), 12)
    0.666666666667
    """
    omega, a, k, q, p = _checked_class(k, omega, a, q, p, "weighted_worst_case")
    xp = namespace(omega)
    if k == omega.shape[-1]:
        return 0.0 * xp.max(omega, axis=-1)
    return xp.exp(xp.max(_log_values(xp.sort(_costs(omega, a, q, p), axis=-1), k, q, p), axis=-1))


def weighted_worst_case_extremal(k: int, omega: Any, a: Any, q: float, p: float) -> Array:
    r"""Vector of the weighted l_q class with the largest weighted best k-term error.

    a_i^{1/p} x_i is constant on the m smallest c_i = ω_i a_i^{-q/p}, with the maximising m, and Σω_i|x_i|^q = 1.

    Parameters
    ----------
    k : int
        Number of entries kept, in {0, ..., n-1}.
    omega, a : array-like, shape (n,)
        Positive weights of the class and of the error.
    q, p : float
        Exponents, 0 < q <= p < inf.

    Returns
    -------
    array of float64, shape (n,)

    Raises
    ------
    UnsupportedError, InputTypeError, ShapeError, DomainError
        As :func:`weighted_worst_case`; also at ``k = n``, where no vector is worst.

    Notes
    -----
    Cost O(n log n).

    References
    ----------
    Dossier lq.weighted.class.

    Examples
    --------
    >>> x = weighted_worst_case_extremal(0, [1, 2], [4, 1], 1, 2)
    >>> x.tolist()
    [1.0, 0.0]
    """
    where = "weighted_worst_case_extremal"
    omega, a, k, q, p = _checked_class(k, omega, a, q, p, where)
    if omega.ndim != 1:
        raise ShapeError(f"omega has shape {tuple(omega.shape)}, allowed is (n,) ({where}); pass one class at a time")
    check_count(k, "k", 0, omega.shape[-1] - 1, where, "n-1")
    xp = namespace(omega)
    costs = _costs(omega, a, q, p)
    order = xp.argsort(costs, axis=-1, stable=True)
    m = k + 1 + int(xp.argmax(_log_values(xp.take(costs, order, axis=-1), k, q, p), axis=-1))
    chosen = xp.argsort(order, axis=-1, stable=True) < m
    total = xp.sum(xp.where(chosen, costs, xp.zeros_like(costs)), axis=-1)
    return xp.where(chosen, (total * a ** (q / p)) ** (-1.0 / q), xp.zeros_like(costs))


def weighted_lq_norm(x: Any, omega: Any, p: float) -> Array:
    r"""Norm of weighted sparsity.

    ‖x‖_{ω,p} = (Σ|x_j|^p ω_j^{2-p})^{1/p}.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    omega : array-like, shape (n,) or (..., n)
        Positive weights; the cost of entry j is ω_j^2.
    p : float
        Exponent in (0, inf).

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        As :func:`weighted_power_sum`.

    References
    ----------
    rauhut_ward_2016; dossier lq.weighted.budget.

    Examples
    --------
    >>> float(weighted_lq_norm([3, -4], [2, 1], 1))
    10.0
    """
    magnitudes = as_magnitudes(x, "x", "weighted_lq_norm")
    omega = as_weights(omega, magnitudes, "omega", "weighted_lq_norm")
    p = check_exponent(p, "p", "weighted_lq_norm")
    return norm_of_magnitudes(magnitudes * omega ** ((2.0 - p) / p), p, "weighted_lq_norm")


def budget_tail_error(x: Any, omega: Any, s: float, p: float) -> Array:
    r"""Error of the greedy prefix that fits a cost budget.

    ‖x_{S^c}‖_{ω,p}, S the longest prefix of the order of decreasing |x_j|/ω_j with Σ_S ω_j² <= s.

    Parameters
    ----------
    x : array-like, shape (..., n)
        Real or complex entries.
    omega : array-like, shape (n,) or (..., n)
        Positive weights; the cost of entry j is ω_j².
    s : float
        Budget, at least 0.
    p : float
        Exponent of the error norm in (0, inf).

    Returns
    -------
    array of float64, shape (...)

    Raises
    ------
    NormOverflowError
        If a value exceeds the largest float64.
    InputTypeError, ShapeError, DomainError
        As :func:`weighted_power_sum`, and if ``s`` is negative.

    Notes
    -----
    Cost O(n log n). Equal ratios keep the lowest index first. The prefix ends at the first entry that does not fit,
    even if a later, cheaper one would.

    References
    ----------
    rauhut_ward_2016; dossier lq.weighted.budget.

    Examples
    --------
    >>> float(budget_tail_error([3, 2, 1], [1, 1, 1], 2, 2))
    1.0
    """
    where = "budget_tail_error"
    magnitudes = as_magnitudes(x, "x", where)
    omega = as_weights(omega, magnitudes, "omega", where)
    s, p = check_real(s, "s", where, 0.0), check_exponent(p, "p", where)
    xp = namespace(magnitudes)
    costs = omega**2 + 0.0 * magnitudes
    order = xp.argsort(magnitudes / omega, axis=-1, descending=True, stable=True)
    pruned = xp.cumulative_sum(xp.take_along_axis(costs, order, axis=-1), axis=-1) > s
    scaled = xp.take_along_axis(magnitudes * omega ** ((2.0 - p) / p), order, axis=-1)
    return norm_of_magnitudes(xp.where(pruned, scaled, xp.zeros_like(scaled)), p, where)


def _checked_class(k: Any, omega: Any, a: Any, q: Any, p: Any, where: str) -> tuple[Array, Array, int, float, float]:
    omega, a = as_vector(omega, "omega", where), as_vector(a, "a", where)
    # Whichever of the two is a tensor decides where the computation runs.
    like = a if array_api_compat.is_torch_array(a) else omega
    omega, a = as_weights(omega, like, "omega", where), as_weights(a, like, "a", where)
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    if q > p:
        raise UnsupportedError(
            f"the weighted worst case is known for q <= p only, got q={q}, p={p} ({where}); use q <= p"
        )
    return omega, a, check_count(k, "k", 0, omega.shape[-1], where), q, p


def _costs(omega: Array, a: Array, q: float, p: float) -> Array:
    return omega * a ** (-q / p)


def _log_values(ascending: Array, k: int, q: float, p: float) -> Array:
    """ln[(m - k)^{1/p} (c_1 + ... + c_m)^{-1/q}] for m = k+1..n."""
    xp = namespace(ascending)
    ahead = xp.cumulative_sum(xp.ones_like(ascending[..., k:]), axis=-1)
    return xp.log(ahead) / p - xp.log(xp.cumulative_sum(ascending, axis=-1)[..., k:]) / q


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "weighted_power_sum",
        ("x", "w", "q"),
        weighted_power_sum,
        ball_weighted_power_sum,
        r"\|{x}\|_{{{q},{w}}}^{{{q}}}",
        "lq.weighted.class",
        sign="nonnegative",
        positive_if_nonzero=True,
    ),
    Quantity(
        "weighted_best_k_term_error",
        ("x", "a", "k", "p"),
        weighted_best_k_term_error,
        ball_weighted_best_k_term_error,
        r"\sigma_{{{k}}}({x})_{{{a},{p}}}",
        "lq.weighted.class",
        sign="nonnegative",
    ),
    Quantity(
        "weighted_worst_case",
        ("k", "omega", "a", "q", "p"),
        weighted_worst_case,
        ball_weighted_worst_case,
        r"W_{{{omega},{a}}}({k},{q},{p})",
        "lq.weighted.class",
        sign="nonnegative",
    ),
    Quantity(
        "weighted_lq_norm",
        ("x", "omega", "p"),
        weighted_lq_norm,
        ball_weighted_lq_norm,
        r"\|{x}\|_{{{omega},{p}}}",
        "lq.weighted.budget",
        sign="nonnegative",
        positive_if_nonzero=True,
    ),
    Quantity(
        "budget_tail_error",
        ("x", "omega", "s", "p"),
        budget_tail_error,
        ball_budget_tail_error,
        r"\|{x}_{{S({s})^c}}\|_{{{omega},{p}}}",
        "lq.weighted.budget",
        sign="nonnegative",
    ),
)
