"""The largest relative error that an effective sparsity allows: the inverse of the sharp keep count."""

from __future__ import annotations

import math

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count, check_exponent, check_real
from lqtheory.quantities.keep_counts import KEEP_TOLERANCE, SPARSITY_ROUNDING
from lqtheory.quantities.sharp_threshold import log_sharp_keep_threshold

__all__ = ["sharp_error_bound"]

#: Halvings of the logarithm of the error, and the smallest error told from 0.
_STEPS, _SMALLEST = 26, 1e-9


def sharp_error_bound(s: float, k: int, q: float, p: float, n: int) -> float:
    r"""Bound of the relative best k-term error by the effective sparsity alone, as good as there is.

    The least η with σ_k(x)_p <= η‖x‖_p for all x in R^n with s_{q,p}(x) <= s: s^{1-a} = G_k(η^p), a = q/p.

    Parameters
    ----------
    s : float
        Effective sparsity s_{q,p}, in [1, n].
    k : int
        Number of entries kept, in {0, ..., n}.
    q, p : float
        Exponents, 0 < q < p < inf.
    n : int
        Dimension.

    Returns
    -------
    float
        In [0, 1], at or above the least η by a relative 1e-6 at most, and 1e-9 at least unless it is 0.

    Raises
    ------
    InputTypeError
        If an argument has the wrong type.
    DomainError
        If an argument is out of range.

    Notes
    -----
    Cost of 26 evaluations of the threshold. :func:`lqtheory.quantities.keep_counts.kmin_exact` is the inverse in k.

    References
    ----------
    Dossier lq.kmin.exact.

    Examples
    --------
    >>> bound = sharp_error_bound(4, 27, 1, 2, 50)
    >>> 0.098 < bound <= 0.1 < sharp_error_bound(4, 26, 1, 2, 50)
    True
    """
    where = "sharp_error_bound"
    n = check_count(n, "n", 1, None, where)
    k = check_count(k, "k", 0, n, where)
    s = check_real(s, "s", where, 1.0, n * (1.0 + KEEP_TOLERANCE), "both")
    q, p = check_exponent(q, "q", where), check_exponent(p, "p", where)
    if q >= p:
        raise DomainError(f"the bound needs q < p, got q={q}, p={p} ({where}); use a smaller q")
    if k == n or s == 1.0:
        return 0.0 if k else 1.0
    if k == 0:
        return 1.0
    a, needed = q / p, (p - q) / p * math.log(s) - SPARSITY_ROUNDING * (p - q) / p

    def enough(logarithm: float) -> bool:
        share = math.exp(p * logarithm)
        return share >= 1.0 or needed <= log_sharp_keep_threshold(k, share, a, n)

    low, high = math.log(_SMALLEST), 0.0
    if enough(low):
        return _SMALLEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return math.exp(high)
