"""Ball versions of what pruning removes from random weights of one law: shares, variances, expectations.

Written from the dossier's formulas; thresholds solve P(|w| > τ) = ρ with signs decided in balls. Where an exponent or a
shape is a proper interval, what every law obeys is returned: a share lies in [0, 1], and the variance of a variable
between 0 and τ^p in [0, τ^{2p}/4].
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from math import comb
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference import random_weights as laws
from lqtheory.quantities.reference.best_k_term import rank

__all__ = [
    "ball_clt_variance_of",
    "ball_expected_power_of",
    "ball_gaussian_expected_tail",
    "ball_pruned_share_of",
    "ball_typical_best_k_term_error",
]

#: Name of the shape in the formulas of the laws that have one.
_SHAPES = {"ggd": "beta", "student": "nu", "pareto": "alpha"}


def _point(value: Any) -> bool:
    """Whether a ball is a number up to rounding."""
    return bool(value.is_exact() or value.rad() <= abs(value.mid()) * balls.ball(2) ** -60)


def _law(law: str, rho: Any, exponents: tuple[Any, ...], shape: tuple[Any, ...]) -> tuple[Any, dict[str, Any], bool]:
    """The keep fraction, the shape by name, and whether all other arguments are numbers; refused out of range."""
    rho = balls.ball(rho)
    if rho < 0 or rho > 1 or any(balls.ball(v) <= 0 for v in (*exponents, *shape)):
        raise DomainError(f"rho={rho} is outside [0, 1], or an exponent or a shape not positive (ball of {law})")
    parameters = _by_name(law, shape)
    if law in ("student", "pareto") and any(balls.ball(p) >= s for p in exponents for s in parameters.values()):
        raise DomainError(f"the moment is infinite (ball of {law})")
    return rho, parameters, all(_point(balls.ball(v)) for v in (*exponents, *shape))


def _by_name(law: str, shape: tuple[Any, ...]) -> dict[str, Any]:
    return {_SHAPES[law]: balls.ball(shape[0])} if shape else {}


def _between(value: Callable[[Any], Any], rho: Any) -> Any:
    """Hull of the values of a falling function at the ends of an interval, which may reach beyond [0, 1]."""
    ends = (rho.lower().max(balls.ball(0)), rho.upper().min(balls.ball(1)))
    return functools.reduce(lambda a, b: a.union(b), (value(end) for end in ends))


def ball_pruned_share_of(law: str, rho: Any, p: Any, *shape: Any) -> Any:
    """D_p over the moment; 1 where nothing is kept and 0 where everything is."""
    rho, parameters, known = _law(law, rho, (p,), shape)
    if not known:
        return balls.hull(0, 1)

    def value(f: Any) -> Any:
        if f == 0 or f == 1:
            return 1 - f
        return laws.ball_share(law, f, balls.ball(p), **parameters).max(balls.ball(0)).min(balls.ball(1))

    return _between(value, rho)


def _threshold(law: str, f: Any, parameters: dict[str, Any]) -> Any:
    """τ at scale 1."""
    if law in ("gauss", "laplace", "ggd"):
        beta = laws._gamma_shape(law, parameters)
        level = balls.power(laws._gamma_level(1 / beta, f), 1 / beta)
        return level * balls.ball(2).sqrt() if law == "gauss" else level
    if law == "student":
        level = laws._student_level(parameters["nu"], f)
        return (parameters["nu"] * level / (1 - level)).sqrt()
    return 1 - f if law == "uniform" else balls.power(f, -1 / parameters["alpha"])


def ball_clt_variance_of(law: str, rho: Any, p: Any, *shape: Any) -> Any:
    """τ^{2p} f (1-f) - 2 τ^p f D_p + D_{2p} - D_p² at scale 1; 0 where everything is kept."""
    rho, parameters, known = _law(law, rho, (p,), ())
    parameters = _by_name(law, shape)
    p, known = balls.ball(p), known and all(map(_point, parameters.values()))
    if any(s <= 0 for s in parameters.values()):
        raise DomainError(f"the shape is not positive (ball of the variance under {law})")
    if not rho > 0:
        raise DomainError(f"rho={rho} is not positive (ball of the variance under {law})")
    if rho == 1:
        return balls.ball(0)
    if not (known and _point(rho)):
        if not all(map(_point, parameters.values())):
            return balls.hull(0, balls.infinity())
        largest = balls.power(_threshold(law, rho.lower(), parameters), 2 * p) / 4
        return balls.hull(0, largest.upper())
    level = balls.power(_threshold(law, rho, parameters), p)
    first, second = (laws.ball_truncated_moment(law, rho, e, **parameters) for e in (p, 2 * p))
    return (level * rho * (level * (1 - rho) - 2 * first) + second - first**2).max(balls.ball(0))


@functools.lru_cache(maxsize=256)
def _gaussian_tail(k: int, n: int, bits: int) -> Any:
    if k == 0 or k == n:
        return balls.ball(n - k)
    return n * laws.ball_finite_n_expectation("gauss", k, n)


def ball_gaussian_expected_tail(k: int, n: int, a: Any) -> Any:
    """The mean of D_2(U) over a beta variable U, by a rigorous integral."""
    k = rank(k, 0, n, "gaussian_expected_tail")
    return balls.ball(a) ** 2 * _gaussian_tail(k, n, laws.working_bits())


def ball_expected_power_of(law: str, k: int, n: int, p: Any, *shape: Any) -> Any:
    """Sum over the ranks i > k of the p-th moments of the quantile at a beta variable (i, n+1-i), at scale 1."""
    k, p = rank(k, 0, n, f"expected power under {law}"), balls.ball(p)
    if p <= 0:
        raise DomainError(f"p={p} is not positive (ball of the expected power under {law})")
    moments: dict[str, Callable[..., Any]] = {
        "uniform": _uniform_moment, "laplace": _laplace_moment, "pareto": _pareto_moment,
    }  # fmt: skip
    moment = moments[law]
    return balls.total([balls.ball(0), *(moment(i, n, p, *map(balls.ball, shape)) for i in range(k + 1, n + 1))])


def _uniform_moment(i: int, n: int, p: Any) -> Any:
    """E (1-U)^p = Γ(n+1) Γ(n+1-i+p) / (Γ(n+1-i) Γ(n+1+p))."""
    m = balls.ball(n + 1)
    return (m.lgamma() + (m - i + p).lgamma() - (m - i).lgamma() - (m + p).lgamma()).exp()


def _laplace_moment(i: int, n: int, p: Any) -> Any:
    """E (-ln U)^p = i C(n, i) Σ_m (-1)^m C(n-i, m) Γ(p+1) / (i+m)^{p+1}."""
    terms = ((-1) ** m * comb(n - i, m) * balls.power(balls.ball(i + m), -(p + 1)) for m in range(n - i + 1))
    return i * comb(n, i) * (p + 1).gamma() * balls.total(terms)


def _pareto_moment(i: int, n: int, p: Any, alpha: Any) -> Any:
    """E U^{-p/α} = Γ(n+1) Γ(i - p/α) / (Γ(i) Γ(n+1 - p/α)), infinite for p >= iα."""
    c = p / alpha
    if not (alpha > 0 and c < i):
        raise DomainError(f"alpha={alpha} is not above p/i (ball of the expected power under pareto)")
    m, j = balls.ball(n + 1), balls.ball(i)
    return (m.lgamma() + (j - c).lgamma() - j.lgamma() - (m - c).lgamma()).exp()


def ball_typical_best_k_term_error(k: int, n: int, q: Any, p: Any) -> Any:
    """n^{1/p-1/q} q^{1/q} (ρ_p(k/n) Γ((p+1)/q)/Γ(1/q))^{1/p}."""
    k, q, p = rank(k, 0, n, "typical_best_k_term_error"), balls.ball(q), balls.ball(p)
    if k == n:
        return balls.ball(0)
    removed = ball_pruned_share_of("ggd", balls.ball(k) / n, p, q)
    whole = removed * ((p + 1) / q).gamma() / (1 / q).gamma()
    return balls.power(balls.ball(n), 1 / p - 1 / q) * balls.power(q, 1 / q) * balls.power(whole, 1 / p)
