"""Foundation lemmas on Gaussian tails and infima, for statistical dimensions (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_random_weights import _at_low, _derivative, _smooth
from lqtheory.checks.lemmas_sums import _number
from lqtheory.domain import Domain, Real
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


def _density(t: Any) -> sp.Expr:
    return sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)


def _tail(t: Any) -> sp.Expr:
    return sp.erfc(t / sp.sqrt(2)) / 2


@_lemma(
    "rudin_1976",
    "Theorem 5.11",
    "Two functions that agree at the lower end of an interval, are continuous there, and have ordered derivatives "
    "beyond it are ordered.",
)
def _ordered_derivatives(domain: Domain, left: Any, right: Any, variable: Any) -> Application:
    """The interval is the range of ``variable``, a real variable that is open below."""
    left, right = _number("ordered_derivatives", domain, left, right)
    member = domain.parameters.get(str(variable))
    if not isinstance(member, Real) or domain.symbol(str(variable)) != variable or member.infinite:
        raise DomainError(f"{variable} is not a real variable of the proof (ordered_derivatives)")
    low, high = domain.bound(str(variable), "low"), domain.bound(str(variable), "high")
    others = [name for name in domain.scalars() if name != str(variable)]
    if member.includes_low or low.is_finite is not True or high.has(variable):
        raise DomainError(f"the range of {variable} has no lower end that is left out (ordered_derivatives)")
    if any(domain.bound(o, w).has(variable) for o in others for w in ("low", "high")):
        raise DomainError(f"the range of another variable depends on {variable} (ordered_derivatives)")
    smooth = [*_smooth(left, variable, low), *_smooth(right, variable, low)]
    start = _at_most(_at_low(left, variable, low), _at_low(right, variable, low))
    slope = _at_most(_derivative(left, variable), _derivative(right, variable))
    return Application((*dict.fromkeys(smooth), start, slope), _at_most(left, right), (variable,))


@_lemma(
    "olver_lozier_boisvert_clark_2010",
    "7.9.3 and 3.10(ii) (even convergents)",
    "Mills' ratio lies below the fourth convergent of its continued fraction: t(t^2+3) Q(t) <= (t^2+2) phi(t), t > 0.",
)
def _mills_upper(domain: Domain, t: Any) -> Application:
    (t,) = _number("mills_upper", domain, t)
    return Application((_less(0, t),), _at_most(t * (t**2 + 3) * _tail(t), (t**2 + 2) * _density(t)))


@_lemma(
    "olver_lozier_boisvert_clark_2010",
    "7.8.2 (weakened) and 7.9.3 (second convergent)",
    "Mills' ratio lies above the second convergent of its continued fraction: t phi(t) <= (t^2+1) Q(t) for t >= 0.",
)
def _mills_lower(domain: Domain, t: Any) -> Application:
    (t,) = _number("mills_lower", domain, t)
    return Application((_at_most(0, t),), _at_most(t * _density(t), (t**2 + 1) * _tail(t)))


@_lemma(
    "amelunxen_lotz_mccoy_tropp_2014",
    "Proposition 4.5 (the definition of psi as an infimum)",
    "An infimum is a lower bound: psi(rho) <= rho(1+t^2) + (1-rho) 2[(1+t^2)Q(t) - t phi(t)] for every t >= 0.",
)
def _descent_share_is_least(domain: Domain, rho: Any, t: Any) -> Application:
    rho, t = _number("descent_share_is_least", domain, rho, t)
    value = rho * (1 + t**2) + (1 - rho) * 2 * ((1 + t**2) * _tail(t) - t * _density(t))
    return Application(
        (_at_most(0, rho), _at_most(rho, 1), _at_most(0, t)), _at_most(_q("l1_descent_share")(rho), value)
    )


def _fraction(rho: Any) -> tuple[Relation, Relation]:
    return _less(0, rho), _less(rho, 1)


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values) at the quantity l1_descent_threshold",
    "The threshold is the root: rho tau = (1-rho) 2[phi(tau) - tau Q(tau)] for 0 < rho < 1, where 2(phi - tQ)/t falls "
    "from inf to 0.",
)
def _descent_threshold_is_root(domain: Domain, rho: Any) -> Application:
    (rho,) = _number("descent_threshold_is_root", domain, rho)
    tau = _q("l1_descent_threshold")(rho)
    excess = _density(tau) - tau * _tail(tau)
    return Application(_fraction(rho), Relation(rho * tau, "=", (1 - rho) * 2 * excess))


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values) at the quantity l1_descent_threshold",
    "The threshold is positive for 0 < rho < 1: at 0 the two sides of its equation are 0 and 2(1-rho) phi(0).",
)
def _descent_threshold_is_positive(domain: Domain, rho: Any) -> Application:
    (rho,) = _number("descent_threshold_is_positive", domain, rho)
    return Application(_fraction(rho), _less(0, _q("l1_descent_threshold")(rho)))


@_lemma(
    "boyd_vandenberghe_2004",
    "section 4.2.3 at the quantity l1_descent_share",
    "A convex function is least where it is stationary: psi(rho) = rho(1+t^2) + (1-rho) 2[(1+t^2)Q(t) - t phi(t)] if "
    "rho t = (1-rho) 2[phi(t) - t Q(t)], t >= 0.",
)
def _descent_share_where_stationary(domain: Domain, rho: Any, t: Any) -> Application:
    rho, t = _number("descent_share_where_stationary", domain, rho, t)
    value = rho * (1 + t**2) + (1 - rho) * 2 * ((1 + t**2) * _tail(t) - t * _density(t))
    stationary = Relation(rho * t, "=", (1 - rho) * 2 * (_density(t) - t * _tail(t)))
    return Application(
        (_at_most(0, rho), _at_most(rho, 1), _at_most(0, t), stationary),
        Relation(_q("l1_descent_share")(rho), "=", value),
    )


@_lemma("olver_lozier_boisvert_clark_2010", "4.5.1", "Logarithm: x/(1+x) <= log(1+x) for x > 0.")
def _log_above(domain: Domain, x: Any) -> Application:
    (x,) = _number("log_above", domain, x)
    return Application((_less(0, x),), _at_most(x / (1 + x), sp.log(1 + x)))


@_lemma("rudin_1976", "Theorem 8.7", "The sine is positive between 0 and pi.")
def _sine_positive(domain: Domain, t: Any) -> Application:
    (t,) = _number("sine_positive", domain, t)
    return Application((_less(0, t), _less(t, sp.pi)), _less(0, sp.sin(t)))


@_lemma(
    "rudin_1976",
    "Theorems 6.12 (b) and (c) at the quantity cap_share",
    "The integral of a nonnegative function rises with its upper end: S_d(alpha) <= S_d(beta), alpha <= beta <= pi.",
)
def _cap_in_larger_cap(domain: Domain, d: Any, alpha: Any, beta: Any) -> Application:
    d, alpha, beta = _number("cap_in_larger_cap", domain, d, alpha, beta)
    _dimension_from_two("cap_in_larger_cap", d)
    premises = (_at_most(2, d), _at_most(0, alpha), _at_most(alpha, beta), _at_most(beta, sp.pi))
    return Application(premises, _at_most(_q("cap_share")(d, alpha), _q("cap_share")(d, beta)))


@_lemma(
    "rudin_1976",
    "Theorems 6.12 (b) and (c) at the quantity circular_tail",
    "Integrals keep the order of their integrands: with the density f >= 0 and T_d(a) = d int_0^a sin^2(a-b) f(b) db, "
    "T_d(alpha) <= T_d(beta) if alpha <= beta and sin^2(alpha-b) <= sin^2(beta-b) for all 0 < b < alpha.",
)
def _tail_of_larger_integrand(domain: Domain, d: Any, alpha: Any, beta: Any, b: Any) -> Application:
    """``b`` is a variable of the proof whose range contains (0, alpha) and that occurs nowhere else."""
    name = "tail_of_larger_integrand"
    d, alpha, beta = _number(name, domain, d, alpha, beta)
    _dimension_from_two(name, d)
    _between_zero_and(name, domain, b, alpha, d, alpha, beta)
    premises = (
        _at_most(2, d),
        _less(0, alpha),
        _at_most(alpha, beta),
        _at_most(beta, sp.pi / 2),
        _at_most(sp.sin(alpha - b) ** 2, sp.sin(beta - b) ** 2),
    )
    return Application(premises, _at_most(_q("circular_tail")(d, alpha), _q("circular_tail")(d, beta)), (b,))


def _between_zero_and(name: str, domain: Domain, b: Any, end: Any, *others: Any) -> None:
    """A real variable of the proof that ranges over all between 0 and an end, and occurs nowhere else."""
    member = domain.parameters.get(str(b))
    if not isinstance(member, Real) or domain.symbol(str(b)) != b or sp.Tuple(*others).has(b):
        raise DomainError(f"{b} is no real variable of the proof that occurs nowhere else ({name})")
    if domain.bound(str(b), "low") != 0 or sp.expand(domain.bound(str(b), "high") - end) != 0:
        raise DomainError(f"the range of {b} is not that between 0 and {end} ({name})")


def _dimension_from_two(name: str, d: Any) -> None:
    if not sp.sympify(d).is_integer:
        raise DomainError(f"d={d} is not known to be an integer ({name})")


@_lemma(
    "rudin_1976",
    "definition of a finite sum, at the quantity circular_statistical_dimension",
    "Definition: delta = d sin^2(alpha) + cos(2 alpha) + T_d(alpha) - T_d(pi/2-alpha), for d >= 2.",
)
def _circular_dimension_definition(domain: Domain, d: Any, alpha: Any) -> Application:
    name = "circular_dimension_definition"
    d, alpha = _number(name, domain, d, alpha)
    _dimension_from_two(name, d)
    tail = _q("circular_tail")
    value = d * sp.sin(alpha) ** 2 + sp.cos(2 * alpha) + tail(d, alpha) - tail(d, sp.pi / 2 - alpha)
    premises = (_at_most(2, d), _at_most(0, alpha), _at_most(alpha, sp.pi / 2))
    return Application(premises, Relation(_q("circular_statistical_dimension")(d, alpha), "=", value))
