"""Laws whose magnitudes are powers of gamma variables: Gaussian, Laplace, generalised Gaussian, all at scale 1.

Density proportional to exp(-|w|^β): |w|^β has the gamma law with shape 1/β. The Gaussian has β = 2 in units of σ√2.
SciPy is loaded on first use.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

__all__ = ["GAUSSIAN", "GENERALISED_GAUSSIAN", "LAPLACE"]


#: Below this level the incomplete gamma function is its leading power to the last digit.
SMALL = 1e-17


def _special() -> Any:
    import scipy.special

    return scipy.special


def _gamma_quantile(s: float, f: Any, g: Any) -> Any:
    """The level t with Q(s, t) = f, from the smaller of f and g; the other one may have been rounded to 1."""
    special = _special()
    if s == 1.0:
        return np.where(f <= 0.5, -np.log(np.maximum(f, 0.0)), -np.log1p(-g))
    return np.where(f <= 0.5, special.gammainccinv(s, f), special.gammaincinv(s, g))


def _ggd_threshold(f: Any, g: Any, beta: float) -> Any:
    """The t with Q(1/β, t^β) = f; where t^β is tiny and might underflow, P(s, u) = u^s/Γ(1+s) to the last digit."""
    near_zero = g * math.gamma(1.0 + 1.0 / beta)
    with np.errstate(divide="ignore"):
        return np.where(near_zero**beta < SMALL, near_zero, _gamma_quantile(1.0 / beta, f, g) ** (1.0 / beta))


def _ggd_share(p: float, f: Any, g: Any, beta: float) -> Any:
    """P((p+1)/β, t^β) at the threshold t, in powers of t where t^β is tiny."""
    near_zero, s = g * math.gamma(1.0 + 1.0 / beta), (p + 1.0) / beta
    with np.errstate(divide="ignore"):
        level = _gamma_quantile(1.0 / beta, f, g)
    return np.where(
        near_zero**beta < SMALL, near_zero ** (p + 1.0) / math.gamma(1.0 + s), _special().gammainc(s, level)
    )


def _ggd_tail(t: Any, beta: float) -> tuple[Any, Any]:
    special = _special()
    return special.gammaincc(1.0 / beta, t**beta), special.gammainc(1.0 / beta, t**beta)


def _ggd_moment(p: float, beta: float) -> float:
    """Γ((p+1)/β)/Γ(1/β)."""
    return float(math.exp(math.lgamma((p + 1.0) / beta) - math.lgamma(1.0 / beta)))


def _ggd_truncated(p: float, f: Any, g: Any, beta: float) -> Any:
    return _ggd_moment(p, beta) * _ggd_share(p, f, g, beta)


def _light(shape: float) -> float:
    return math.inf


def _gauss_moment(p: float, shape: float) -> float:
    """2^{p/2} Γ((p+1)/2)/√π, exactly (p-1)!! for even p."""
    if p.is_integer() and p % 2 == 0 and p <= 20:
        return float(math.prod(range(1, int(p), 2)))
    return float(2.0 ** (p / 2.0) * _ggd_moment(p, 2.0))


def _laplace_moment(p: float, shape: float) -> float:
    return math.gamma(p + 1.0) if p < 170 else math.inf


GENERALISED_GAUSSIAN = (_ggd_threshold, _ggd_tail, _ggd_truncated, _ggd_moment, _light)
GAUSSIAN = (
    lambda f, g, shape: math.sqrt(2.0) * _ggd_threshold(f, g, 2.0),
    lambda t, shape: (_special().erfc(t / math.sqrt(2.0)), _special().erf(t / math.sqrt(2.0))),
    lambda p, f, g, shape: _gauss_moment(p, shape) * _ggd_share(p, f, g, 2.0),
    _gauss_moment,
    _light,
)
LAPLACE = (
    lambda f, g, shape: _ggd_threshold(f, g, 1.0),
    lambda t, shape: (np.exp(-t), -np.expm1(-t)),
    lambda p, f, g, shape: _laplace_moment(p, shape) * _ggd_share(p, f, g, 1.0),
    _laplace_moment,
    _light,
)
