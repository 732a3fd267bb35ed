"""Limits of sparsity indices of random weights, and typical points of l_q spheres (dossier section 8)."""

from __future__ import annotations

import math

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_exponent
from lqtheory.quantities.finite_expectations import beta_mean
from lqtheory.quantities.laws import law_at
from lqtheory.quantities.random_weight_shares import share
from lqtheory.quantities.random_weight_thresholds import moment

__all__ = ["effective_sparsity_limit", "gini_limit", "pqi_limit", "typical_best_k_term_error"]


def effective_sparsity_limit(law: str, q: float, p: float, **parameters: float) -> float:
    r"""Limit of the effective sparsity per weight.

    s_{q,p}(w)/n → [(E|w|^q)^{1/q} / (E|w|^p)^{1/p}]^{pq/(p-q)}.

    Parameters
    ----------
    law : str
        As in :func:`clt_variance`.
    q, p : float
        Different exponents, > 0.
    **parameters : float
        Parameters of the law; the scale does not matter.

    Returns
    -------
    float
        In [0, 1]; 0 where the moment of the larger exponent is infinite.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not allowed, or q = p.

    References
    ----------
    Dossier lq.stoch.index.

    Examples
    --------
    >>> round(effective_sparsity_limit("gauss", 1, 2) * math.pi, 12)
    2.0
    """
    q, p = (check_exponent(v, name, "effective_sparsity_limit") for v, name in ((q, "q"), (p, "p")))
    if q == p:
        raise DomainError(f"q and p must differ, got q=p={q:g} (effective_sparsity_limit)")
    small, large = (moment(law, e, **parameters) for e in sorted((q, p)))
    q, p = sorted((q, p))
    if math.isinf(large):
        return 0.0
    return math.exp((math.log(small) / q - math.log(large) / p) * (p * q / (p - q)))


def pqi_limit(law: str, p: float, q: float, **parameters: float) -> float:
    r"""Limit of the PQ index (convention p < q).

    I_{p,q}(w) → 1 - (E|w|^p)^{1/p} / (E|w|^q)^{1/q}.

    Parameters
    ----------
    law : str
        As in :func:`clt_variance`.
    p, q : float
        Exponents, 0 < p < q.
    **parameters : float
        Parameters of the law; the scale does not matter.

    Returns
    -------
    float
        1 where the q-th moment is infinite.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not allowed.

    References
    ----------
    Dossier lq.stoch.index.

    Examples
    --------
    >>> round(pqi_limit("uniform", 1, 2), 12)
    0.133974596216
    """
    p, q = (check_exponent(v, name, "pqi_limit") for v, name in ((p, "p"), (q, "q")))
    if not p < q:
        raise DomainError(f"p={p:g} is not below q={q:g} (pqi_limit); exchange them")
    return -math.expm1(math.log(moment(law, p, **parameters)) / p - math.log(moment(law, q, **parameters)) / q)


def gini_limit(law: str, **parameters: float) -> float:
    r"""Limit of the Gini index.

    Gini(w) → 1 - 2 ∫_0^1 ρ_1(f) df.

    Parameters
    ----------
    law : str
        As in :func:`clt_variance`.
    **parameters : float
        Parameters of the law; the scale does not matter.

    Returns
    -------
    float
        1 where the mean is infinite.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not allowed.

    Notes
    -----
    1/(2α-1) for Pareto; otherwise the trapezoidal rule, accurate to about 1e-13.

    References
    ----------
    Dossier lq.stoch.index, lq.gini.

    Examples
    --------
    >>> round(gini_limit("laplace"), 12)
    0.5
    """
    found, shape, _ = law_at(law, parameters, "gini_limit")
    if not found.heaviness(shape) > 1:
        return 1.0
    if found.name == "pareto":
        return 1.0 / (2.0 * shape - 1.0)
    mean = found.moment(1.0, shape)
    return 1.0 - 2.0 * beta_mean(lambda u, v: found.truncated(1.0, u, v, shape) / mean, 1, 2)


def typical_best_k_term_error(k: int, n: int, q: float, p: float) -> float:
    r"""Best k-term error of a typical point of the unit l_q sphere, for large n.

    n^{1/p-1/q} q^{1/q} (ρ_p(k/n) Γ((p+1)/q)/Γ(1/q))^{1/p}, ρ_p of the generalised Gaussian with β = q. Points are drawn
    from the cone measure: x = w/‖w‖_q with w of that law.

    Parameters
    ----------
    k : int
        Number of entries kept, in {0, ..., n}.
    n : int
        Dimension, >= 1.
    q, p : float
        Exponents of the sphere and of the error, > 0.

    Returns
    -------
    float
        An asymptotic value, not a bound; the exact supremum is ``worst_case``. Its error for one n is bounded by the
        theorem ``typical_point_near_limit``.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not allowed.

    References
    ----------
    Dossier lq.stoch.typical.

    Examples
    --------
    >>> f"{typical_best_k_term_error(200, 20_000, 0.5, 2):.3g}"
    '7.81e-07'
    """
    n = check_count(n, "n", 1, None, "typical_best_k_term_error")
    k = check_count(k, "k", 0, n, "typical_best_k_term_error")
    q, p = (check_exponent(v, name, "typical_best_k_term_error") for v, name in ((q, "q"), (p, "p")))
    removed = share("ggd", g=(n - k) / n, p=p, beta=q)
    if removed == 0.0:
        return 0.0
    log_moment = math.lgamma((p + 1.0) / q) - math.lgamma(1.0 / q)
    return math.exp((1.0 / p - 1.0 / q) * math.log(n) + math.log(q) / q + (math.log(removed) + log_moment) / p)
