"""Foundation lemmas on means over outcomes, for gaps of descent cones (see :mod:`lqtheory.checks.lemmas`).

The polar of a descent cone is the cone over the subdifferential, so that the statistical dimension is the mean of the
least F(t) = dist²(g, t ∂f) over t >= 0. What holds of every outcome holds in the mean.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_descent_volumes import _counts
from lqtheory.checks.lemmas_spectra import _nonnegative
from lqtheory.checks.lemmas_statistical_dimension import _density, _tail
from lqtheory.checks.lemmas_sums import _number
from lqtheory.cones.classes import SOFT_DISTANCE
from lqtheory.domain import Domain, Object
from lqtheory.errors import DomainError
from lqtheory.quantities.soft_distances import soft_quantity
from lqtheory.relations import Relation

__all__: list[str] = []

MEANS = "Theorem 6.12 (b) (integrals keep the order)"
POLAR = "Theorems 23.7 and 31.5 (the polar of a descent cone, Moreau)"


def _strongly_convex(name: str, domain: Domain, P: Any, x: Any, y: Any) -> Relation:
    """F(x) - F(y) <= F'(x)²/(4E) of an outcome P; all three are variables of the proof for everything of their kind."""
    member = domain.parameters.get(str(P))
    if not isinstance(member, Object) or not member.is_a(SOFT_DISTANCE) or domain.symbol(str(P)) != P:
        raise DomainError(f"{P} is not declared as {SOFT_DISTANCE.description} ({name})")
    _nonnegative(name, domain, x, y)
    energy, along, square = (soft_quantity(f"soft_{word}") for word in ("energy", "along", "square"))
    first, second = (energy(P) * t**2 - 2 * along(P) * t + square(P, t) for t in (x, y))
    slope = 2 * energy(P) * x - 2 * along(P) - 2 * soft_quantity("soft_pull")(P, x)
    return _at_most(first - second, slope**2 / (4 * energy(P)))


def _mean_slope(count: Any, e: Any, t: Any, excess: Any, square: Any) -> sp.Expr:
    """E F'(t)²/(4e): F'/2 has the variance e + n Var and the mean e t - n E(h-t)_+."""
    return 1 + count / e * (square - excess**2) + (e * t - count * excess) ** 2 / e


def _gaussian_excess(t: Any) -> tuple[sp.Expr, sp.Expr]:
    """E(g-t)_+ and E(g-t)_+²."""
    return _density(t) - t * _tail(t), (1 + t**2) * _tail(t) - t * _density(t)


@_lemma(
    "rockafellar_1970",
    f"{POLAR} with rudin_1976, {MEANS}, at the quantity l1_descent_dimension",
    "delta = E min F for F(t) = dist^2(g, t df) of the l_1 norm, E F = J; if F(x) - F(y) <= F'(x)^2/(4E) for every "
    "outcome and all x, y >= 0 then J(t) - delta <= E F'(t)^2/(4s), where F'/2 has the mean s t - (d-s) E(|g|-t)_+ "
    "and the variance s + (d-s) Var((|g|-t)_+).",
)
def _l1_gap_of_outcomes(domain: Domain, d: Any, s: Any, t: Any, P: Any, x: Any, y: Any) -> Application:
    name = "l1_gap_of_outcomes"
    (d, s), (t,) = _counts(name, domain, d, s), _number(name, domain, t)
    premises = (_at_most(1, s), _at_most(s, d), _at_most(0, t), _strongly_convex(name, domain, P, x, y))
    first, second = (2 * part for part in _gaussian_excess(t))
    mean = s * (1 + t**2) + (d - s) * second
    bound = _mean_slope(d - s, s, t, first, second)
    return Application(premises, _at_most(mean - _q("l1_descent_dimension")(d, s), bound), (P, x, y))


def _nonnegative_dimension(name: str, d: Any, s: Any, index: Any) -> sp.Expr:
    """Given j positive entries off the support F is that of the l_1 norm in s + j dimensions."""
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_nonnegative) or sp.Tuple(d, s).has(index):
        raise DomainError(f"the index {index} is not a fresh nonnegative integer symbol ({name})")
    n = d - s
    part = _q("binomial_coefficient")(n, index) * 2 ** (-n) * _q("l1_descent_dimension")(s + index, s)
    return sp.Sum(part, (index, 0, n))


@_lemma(
    "rockafellar_1970",
    f"{POLAR} with rudin_1976, {MEANS}, at the quantity l1_descent_dimension",
    "delta = E min F for F(t) = sum_S (g_i-t)^2 + sum (g_i-t)_+^2, of the l_1 norm among nonnegative vectors; given j "
    "positive entries off the support F is that of the l_1 norm in s + j dimensions. If F(x) - F(y) <= F'(x)^2/(4E) "
    "for every outcome then J(t) - delta <= E F'(t)^2/(4s).",
)
def _nonnegative_gap_of_outcomes(
    domain: Domain, d: Any, s: Any, t: Any, index: Any, P: Any, x: Any, y: Any
) -> Application:
    name = "nonnegative_gap_of_outcomes"
    (d, s), (t,) = _counts(name, domain, d, s), _number(name, domain, t)
    premises = (_at_most(1, s), _at_most(s, d), _at_most(0, t), _strongly_convex(name, domain, P, x, y))
    first, second = _gaussian_excess(t)
    mean = s * (1 + t**2) + (d - s) * second
    bound = _mean_slope(d - s, s, t, first, second)
    return Application(premises, _at_most(mean - _nonnegative_dimension(name, d, s, index), bound), (P, x, y))


@_lemma(
    "rockafellar_1970",
    f"{POLAR} with rudin_1976, {MEANS}, at the quantity l1_descent_dimension",
    "delta = E min F for the l_1 norm among nonnegative vectors is at most E F(t) = s(1+t^2) + (d-s) E(g-t)_+^2, t >= "
    "0.",
)
def _nonnegative_dimension_below_mean(domain: Domain, d: Any, s: Any, t: Any, index: Any) -> Application:
    name = "nonnegative_dimension_below_mean"
    (d, s), (t,) = _counts(name, domain, d, s), _number(name, domain, t)
    mean = s * (1 + t**2) + (d - s) * _gaussian_excess(t)[1]
    premises = (_at_most(1, s), _at_most(s, d), _at_most(0, t))
    return Application(premises, _at_most(_nonnegative_dimension(name, d, s, index), mean))


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values) at the quantity nonnegative_descent_threshold",
    "The threshold is positive for 0 < rho < 1: at 0 the two sides of its equation are 0 and (1-rho) phi(0).",
)
def _nonnegative_threshold_is_positive(domain: Domain, rho: Any) -> Application:
    (rho,) = _number("nonnegative_threshold_is_positive", domain, rho)
    premises = (_less(0, rho), _less(rho, 1))
    return Application(premises, _less(0, _q("nonnegative_descent_threshold")(rho)))


def _block_mean(e: Any, b: Any, t: Any) -> sp.Expr:
    return 1 + e * t**2 + _q("block_excess_square")(t, b)


@_lemma(
    "rudin_1976",
    f"{MEANS} at the quantity least_block_distance",
    "A mean of minima is at most each mean: E min F <= E F(t) = 1 + e t^2 + E(r-t)_+^2 for F(t) = (Z - sqrt(e) t)^2 + "
    "(r-t)_+^2, t >= 0.",
)
def _least_block_distance_below_mean(domain: Domain, e: Any, b: Any, t: Any) -> Application:
    name = "least_block_distance_below_mean"
    (e, t), (b,) = _number(name, domain, e, t), _counts(name, domain, b)
    premises = (_less(0, e), _at_most(1, b), _at_most(0, t))
    return Application(premises, _at_most(_q("least_block_distance")(e, b), _block_mean(e, b, t)))


@_lemma(
    "rudin_1976",
    f"{MEANS} at the quantity least_block_distance",
    "If F(x) - F(y) <= F'(x)^2/(4E) for every outcome and all x, y >= 0 then E F(t) - E min F <= E F'(t)^2/(4e) for "
    "F(t) = (Z - sqrt(e) t)^2 + (r-t)_+^2, where F'/2 has the mean e t - E(r-t)_+ and the variance e + Var((r-t)_+).",
)
def _block_gap_of_outcomes(domain: Domain, e: Any, b: Any, t: Any, P: Any, x: Any, y: Any) -> Application:
    name = "block_gap_of_outcomes"
    (e, t), (b,) = _number(name, domain, e, t), _counts(name, domain, b)
    premises = (_less(0, e), _at_most(1, b), _at_most(0, t), _strongly_convex(name, domain, P, x, y))
    bound = _mean_slope(sp.S.One, e, t, _q("block_excess")(t, b), _q("block_excess_square")(t, b))
    gap = _block_mean(e, b, t) - _q("least_block_distance")(e, b)
    return Application(premises, _at_most(gap, bound), (P, x, y))


@_lemma(
    "olver_lozier_boisvert_clark_2010", "7.2.2 and 7.4.1", "At least half of the mass is below: erfc(t) <= 1, t >= 0."
)
def _erfc_at_most_one(domain: Domain, t: Any) -> Application:
    (t,) = _number("erfc_at_most_one", domain, t)
    return Application((_at_most(0, t),), _at_most(sp.erfc(t), sp.S.One))
