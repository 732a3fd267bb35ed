"""Ball versions of the predictions for random weights, written from the dossier's formulas.

Thresholds solve P(|w| > τ) = f by bisection with signs decided in balls.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from lqtheory import balls
from lqtheory.balls.integrals import circle_constant, integral, monotone_root, working_bits
from lqtheory.errors import DomainError, UnsupportedError

__all__ = [
    "ball_clt_variance",
    "ball_effective_sparsity_limit",
    "ball_finite_n_expectation",
    "ball_moment",
    "ball_pqi_limit",
    "ball_share",
    "ball_truncated_moment",
]


def _half() -> Any:
    return balls.ball(Fraction(1, 2))


def _gamma_shape(law: str, parameters: dict[str, Any]) -> Any:
    """β of a law of gamma type."""
    return balls.ball({"gauss": 2, "laplace": 1}.get(law) or parameters["beta"])


def _gamma_level(s: Any, f: Any) -> Any:
    """The level t with Q(s, t) = f."""
    top = balls.ball(1)
    while not top.gamma_upper(s, regularized=1) < f:
        top = 2 * top
    return monotone_root(lambda t: t.gamma_upper(s, regularized=1) - f, 0, top)


def _student_level(nu: Any, f: Any) -> Any:
    """The level b with I_b(1/2, ν/2) = 1 - f."""
    return monotone_root(lambda b: b.beta_lower(_half(), nu / 2, regularized=True) - (1 - f), 0, 1)


def ball_moment(law: str, p: Any, **parameters: Any) -> Any:
    """Closed forms in gamma functions, at scale 1."""
    p = balls.ball(p)
    if law in ("gauss", "laplace", "ggd"):
        beta = _gamma_shape(law, parameters)
        value = ((p + 1) / beta).gamma() / (1 / beta).gamma()
        return value * balls.power(balls.ball(2), p / 2) if law == "gauss" else value
    if law == "uniform":
        return 1 / (p + 1)
    if law == "student":
        nu = balls.ball(parameters["nu"])
        outer = ((p + 1) / 2).gamma() * ((nu - p) / 2).gamma() / (_half().gamma() * (nu / 2).gamma())
        return balls.power(nu, p / 2) * outer
    if law == "pareto":
        alpha = balls.ball(parameters["alpha"])
        return alpha / (alpha - p)
    raise DomainError(f"law={law!r} is unknown (ball_moment)")


def ball_truncated_moment(law: str, f: Any, p: Any = 2, **parameters: Any) -> Any:
    """D_p(f) at scale 1 for 0 < f < 1, from the formulas of the table."""
    f, p = balls.ball(f), balls.ball(p)
    if law in ("gauss", "laplace", "ggd"):
        beta = _gamma_shape(law, parameters)
        return ball_moment(law, p, **parameters) * _gamma_level(1 / beta, f).gamma_lower((p + 1) / beta, regularized=1)
    if law == "uniform":
        return balls.power(1 - f, p + 1) / (p + 1)
    if law == "student":
        nu = balls.ball(parameters["nu"])
        factor = balls.power(nu, p / 2) * ((nu + 1) / 2).gamma() / (_half().gamma() * (nu / 2).gamma())
        return factor * _student_level(nu, f).beta_lower((p + 1) / 2, (nu - p) / 2)
    if law == "pareto":
        e = 1 - p / balls.ball(parameters["alpha"])
        return -f.log() if e.is_zero() else (1 - balls.power(f, e)) / e
    raise DomainError(f"law={law!r} is unknown (ball_truncated_moment)")


def ball_share(law: str, f: Any, p: Any = 2, **parameters: Any) -> Any:
    """D_p(f) over the moment."""
    return ball_truncated_moment(law, f, p, **parameters) / ball_moment(law, p, **parameters)


def ball_clt_variance(law: str, f: Any, **parameters: Any) -> Any:
    """τ⁴(1-f) - 2τ²D_2 + D_4 - (τ²(1-f) - D_2)² for laws of gamma type at scale 1."""
    f = balls.ball(f)
    beta = _gamma_shape(law, parameters)
    square = balls.power(_gamma_level(1 / beta, f), 2 / beta) * (2 if law == "gauss" else 1)
    first, second = (ball_truncated_moment(law, f, p, **parameters) for p in (2, 4))
    gap = square * (1 - f) - first
    return square**2 * (1 - f) - 2 * square * first + second - gap**2


def ball_finite_n_expectation(law: str, k: int, n: int) -> Any:
    """E σ_k²/n at scale 1: rationals for uniform and Laplace weights, a rigorous integral for Gaussian ones."""
    if law == "uniform":  # the j-th smallest of n has second moment j(j+1)/((n+1)(n+2))
        return balls.ball(sum(Fraction(j * (j + 1), (n + 1) * (n + 2)) for j in range(1, n - k + 1)) / n)
    if law == "laplace":
        spacings = [Fraction(1, j) for j in range(1, n + 1)]
        squares = (sum(spacings[i:]) ** 2 + sum(s * s for s in spacings[i:]) for i in range(k, n))
        return balls.ball(sum(squares, Fraction(0)) / n)
    if law == "gauss":
        return _gaussian_expectation(k, n)
    raise UnsupportedError(f"the expectation under {law} has no ball version; use gauss, laplace or uniform")


def _gaussian_expectation(k: int, n: int) -> Any:
    """E D_2(U), U ~ Beta(k, n-k), with U = erfc(t) and D_2 = erf(t) - 2t exp(-t²)/√π.

    Beyond t = T the mass is at most C(n-1, k-1) (n-k) erfc(T)^k / k, and D_2 <= 1.
    """
    root = circle_constant().sqrt()
    top = balls.ball(2) + balls.ball(working_bits()).sqrt()
    constant = math.comb(n - 1, k - 1) * (n - k)

    def density(t: Any, _: bool) -> Any:
        bell = (-t * t).exp() * 2 / root
        inner = t.erf()
        return (inner - t * bell) * t.erfc() ** (k - 1) * inner ** (n - k - 1) * bell

    beyond = balls.hull(0, constant * top.erfc() ** k / k)
    return constant * integral(density, 0, top) + beyond


def ball_effective_sparsity_limit(law: str, q: Any, p: Any, **parameters: Any) -> Any:
    """[(E|w|^q)^{1/q} / (E|w|^p)^{1/p}]^{pq/(p-q)}."""
    q, p = balls.ball(q), balls.ball(p)
    small, large = (ball_moment(law, e, **parameters) for e in (q, p))
    return balls.power(balls.power(small, 1 / q) / balls.power(large, 1 / p), p * q / (p - q))


def ball_pqi_limit(law: str, p: Any, q: Any, **parameters: Any) -> Any:
    """1 - (E|w|^p)^{1/p} / (E|w|^q)^{1/q}."""
    p, q = balls.ball(p), balls.ball(q)
    small, large = (ball_moment(law, e, **parameters) for e in (p, q))
    return 1 - balls.power(small, 1 / p) / balls.power(large, 1 / q)
