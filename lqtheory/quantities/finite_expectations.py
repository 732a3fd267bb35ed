"""Expected pruned mass of finitely many random weights (dossier ``lq.stoch.finite``)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.laws import Law, law_at

__all__ = ["beta_mean", "finite_n_expectation"]

#: Nodes of the trapezoidal rule, and how far below its peak (in nats) the integrand is cut off.
NODES, DROP = 1201, 42.0


def finite_n_expectation(law: str, k: int, n: int, p: float = 2.0, **parameters: float) -> float:
    r"""Expected mass, per weight, that keeping the k largest of n independent weights removes.

    E σ_k(w)_p^p / n = ∫_0^1 G(u)^p I_u(k, n-k) du = E D_p(U) with U ~ Beta(k, n-k) and G(u) the upper u-quantile of
    |w|; the second form is the first integrated by parts.

    Parameters
    ----------
    law : str
        ``gauss`` (sigma), ``laplace`` (b), ``ggd`` (beta, a), ``uniform`` (a), ``student`` (nu, scale), ``pareto``
        (alpha, x_m).
    k : int
        Number of weights kept, in {0, ..., n}.
    n : int
        Number of weights, >= 1.
    p : float
        Exponent, > 0.
    **parameters : float
        Parameters of the law; scales are 1 by default.

    Returns
    -------
    float
        The full moment at k = 0 and 0 at k = n; inf if the (k+1)-th largest weight has an infinite p-th moment.

    Raises
    ------
    InputTypeError, DomainError
        If the law, a parameter, a count or ``p`` is not allowed.

    Notes
    -----
    Closed forms for Laplace (Rényi's spacings) and uniform weights with p = 2; otherwise the trapezoidal rule in the
    logit of u, which converges exponentially. Relative accuracy about 1e-12, or n·1e-16 for large n.

    References
    ----------
    Dossier lq.stoch.finite; david_nagaraja_2003, section 2.5.

    Examples
    --------
    >>> round(finite_n_expectation("uniform", 3, 10), 12), round(finite_n_expectation("laplace", 3, 10), 12)
    (0.127272727273, 0.325897297808)
    """
    found, shape, scale = law_at(law, parameters, "finite_n_expectation")
    n = check_count(n, "n", 1, None, "finite_n_expectation")
    k = check_count(k, "k", 0, n, "finite_n_expectation")
    p = check_exponent(p, "p", "finite_n_expectation")
    if k == n:
        return 0.0
    if (k + 1) * found.heaviness(shape) <= p:
        return math.inf
    if k == 0:
        return float(scale**p * found.moment(p, shape)) if p < found.heaviness(shape) else math.inf
    closed = _closed_form(found, k, n, p)
    if closed is None:
        excess = max(0.0, p / found.heaviness(shape) - 1.0)
        closed = beta_mean(lambda u, v: found.truncated(p, u, v, shape), k, n, excess=excess)
    return float(scale**p * closed)


def _closed_form(law: Law, k: int, n: int, p: float) -> float | None:
    """The value where it is elementary, else ``None``."""
    if law.name == "uniform" and p == 2.0:
        pruned = n - k
        return pruned * (pruned + 1) * (pruned + 2) / (3 * n * (n + 1) * (n + 2))
    if law.name == "laplace" and p == 2.0 and n <= 10**6:
        return _laplace_second_moment(k, n) / n
    return None


def _laplace_second_moment(k: int, n: int) -> float:
    """Σ_{i>k} [(Σ_{j=i}^n 1/j)² + Σ_{j=i}^n 1/j²], from the smallest entry upwards."""
    ranks = np.arange(n, k, -1, dtype=np.float64)
    return float(np.sum(np.cumsum(1.0 / ranks) ** 2 + np.cumsum(ranks**-2)))


def beta_mean(function: Callable[[Any, Any], Any], k: int, n: int, *, excess: float = 0.0) -> float:
    r"""Mean of a function of a beta variable.

    E h(U, 1-U) with U ~ Beta(k, n-k); the mean over the unit interval for k = 1, n = 2.

    Parameters
    ----------
    function : callable
        ``h(u, v)`` of arrays u in (0, 1) and v = 1 - u, each accurate near 0.
    k : int
        First parameter, >= 1.
    n : int
        Sum of the parameters, > k.
    excess : float
        Power e such that h grows like u^{-e} as u → 0, less than k.

    Returns
    -------
    float

    Raises
    ------
    DomainError
        If ``excess >= k``: the mean is infinite.

    Notes
    -----
    Trapezoidal rule in z = ln(u/(1-u)), in which the density k(1-u) - (n-k)u falls off on both sides; numerator and
    denominator are summed with the same weights, so that no normalising constant is needed.

    References
    ----------
    Dossier lq.stoch.finite.

    Examples
    --------
    >>> round(beta_mean(lambda u, v: u, 3, 10), 12)
    0.3
    """
    if not excess < k:
        raise DomainError(f"excess={excess:g} is not below k={k} (beta_mean): the mean is infinite")
    peak = math.log(k) - math.log(n - k)

    def log_weight(z: Any) -> Any:
        """Relative to the peak, in a form that does not cancel: n KL(k/n || u)."""
        kept, pruned = k / n, (n - k) / n
        d = np.asarray(z) - peak
        return -n * (kept * np.log(kept + pruned * np.exp(-d)) + pruned * np.log(pruned + kept * np.exp(d)))

    rate = 1.0 - excess / k
    low = _edge(lambda z: rate * float(log_weight(z)), peak, -1.0)
    high = _edge(lambda z: float(log_weight(z)), peak, 1.0)
    z = np.linspace(low, high, NODES)
    u, v = 1.0 / (1.0 + np.exp(-z)), 1.0 / (1.0 + np.exp(z))
    weights = np.exp(log_weight(z))
    return float(np.sum(weights * function(u, v)) / np.sum(weights))


def _edge(log_weight: Callable[[float], float], peak: float, direction: float) -> float:
    """Where the logarithm has dropped by ``DROP``."""
    step = 1e-6
    while log_weight(peak + direction * step) > -DROP and step < 600.0:
        step *= 1.25
    return peak + direction * min(step, 600.0)
