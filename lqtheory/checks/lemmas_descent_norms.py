"""Foundation lemmas on descent cones of other norms than l_1 (see :mod:`lqtheory.checks.lemmas`)."""

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
from lqtheory.quantities.weighted_descent import weighted_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


@_lemma(
    "rudin_1976",
    "Definition 1.8 at the quantity nonnegative_descent_share",
    "An infimum is a lower bound: psi_+(rho) <= rho(1+t^2) + (1-rho) [(1+t^2)Q(t) - t phi(t)] for every t >= 0.",
)
def _nonnegative_share_is_least(domain: Domain, rho: Any, t: Any) -> Application:
    rho, t = _number("nonnegative_share_is_least", domain, rho, t)
    value = rho * (1 + t**2) + (1 - rho) * ((1 + t**2) * _tail(t) - t * _density(t))
    premises = (_at_most(0, rho), _at_most(rho, 1), _at_most(0, t))
    return Application(premises, _at_most(_q("nonnegative_descent_share")(rho), value))


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values) at the quantity nonnegative_descent_threshold",
    "The threshold is the root: rho tau = (1-rho) [phi(tau) - tau Q(tau)] for 0 < rho < 1.",
)
def _nonnegative_threshold_is_root(domain: Domain, rho: Any) -> Application:
    (rho,) = _number("nonnegative_threshold_is_root", domain, rho)
    tau = _q("nonnegative_descent_threshold")(rho)
    excess = _density(tau) - tau * _tail(tau)
    return Application((_less(0, rho), _less(rho, 1)), Relation(rho * tau, "=", (1 - rho) * excess))


@_lemma(
    "boyd_vandenberghe_2004",
    "section 4.2.3 at the quantity nonnegative_descent_share",
    "A convex function is least where it is stationary: psi_+(rho) = rho(1+t^2) + (1-rho) [(1+t^2)Q(t) - t phi(t)] if "
    "rho t = (1-rho) [phi(t) - t Q(t)], t >= 0.",
)
def _nonnegative_share_where_stationary(domain: Domain, rho: Any, t: Any) -> Application:
    rho, t = _number("nonnegative_share_where_stationary", domain, rho, t)
    value = rho * (1 + t**2) + (1 - rho) * ((1 + t**2) * _tail(t) - t * _density(t))
    stationary = Relation(rho * t, "=", (1 - rho) * (_density(t) - t * _tail(t)))
    premises = (_at_most(0, rho), _at_most(rho, 1), _at_most(0, t), stationary)
    return Application(premises, Relation(_q("nonnegative_descent_share")(rho), "=", value))


@_lemma(
    "graham_knuth_patashnik_1994",
    "identity (5.6) (absorption) with the binomial theorem",
    "The mean of a fair binomial variable: sum_{i=0}^{k} i C(k,i) 2^(-k) = k/2.",
)
def _mean_of_fair_binomial(domain: Domain, k: Any, index: Any) -> Application:
    (k,) = _counts("mean_of_fair_binomial", domain, k)
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_nonnegative) or k.has(index):
        raise DomainError(f"the index {index} is not a fresh nonnegative integer symbol (mean_of_fair_binomial)")
    total = sp.Sum(index * _q("binomial_coefficient")(k, index) * 2 ** (-k), (index, 0, k))
    return Application((_at_most(0, k),), Relation(total, "=", k / sp.Integer(2)))


def _weighted(W: Any, t: Any) -> tuple[Any, Any, Any]:
    """Inf J, the threshold, and J(t)."""
    bound, root = (weighted_quantity(f"weighted_{name}")(W) for name in ("bound", "threshold"))
    energy, support = (weighted_quantity(f"weighted_{name}")(W) for name in ("energy", "support"))
    return bound, root, support + t**2 * energy + weighted_quantity("weighted_square")(W, t)


@_lemma(
    "rudin_1976",
    "Definition 1.8 at the quantity weighted_bound",
    "An infimum is a lower bound: inf J <= s + t^2 sum_S w^2 + sum E(|g|-tw)_+^2 for every t >= 0.",
)
def _weighted_bound_is_least(domain: Domain, W: Any, t: Any) -> Application:
    (t,) = _number("weighted_bound_is_least", domain, t)
    bound, _, value = _weighted(W, t)
    return Application((_at_most(0, t),), _at_most(bound, value))


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values) at the quantity weighted_threshold",
    "The threshold is the root: tau sum_S w^2 = sum 2w[phi(tau w) - tau w Q(tau w)], positive weights.",
)
def _weighted_threshold_is_root(domain: Domain, W: Any) -> Application:
    tau = weighted_quantity("weighted_threshold")(W)
    excess = weighted_quantity("weighted_excess")(W, tau)
    return Application((), Relation(tau * weighted_quantity("weighted_energy")(W), "=", excess))


@_lemma(
    "boyd_vandenberghe_2004",
    "section 4.2.3 at the quantity weighted_bound",
    "A convex function is least where it is stationary: inf J = J(t) if t sum_S w^2 = sum 2w[phi(tw) - tw Q(tw)].",
)
def _weighted_bound_where_stationary(domain: Domain, W: Any, t: Any) -> Application:
    (t,) = _number("weighted_bound_where_stationary", domain, t)
    bound, _, value = _weighted(W, t)
    energy, excess = weighted_quantity("weighted_energy")(W), weighted_quantity("weighted_excess")(W, t)
    return Application((_at_most(0, t), Relation(t * energy, "=", excess)), Relation(bound, "=", value))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Term by term 2[(1+t^2w^2)Q - tw phi] = 2Q - t 2w(phi - tw Q): the sums are related in the same way.",
)
def _weighted_squares_from_tails(domain: Domain, W: Any, t: Any) -> Application:
    (t,) = _number("weighted_squares_from_tails", domain, t)
    square, tail, excess = (weighted_quantity(f"weighted_{name}")(W, t) for name in ("square", "tail", "excess"))
    return Application((_at_most(0, t),), Relation(square, "=", tail - t * excess))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Sums over the entries off the support keep an inequality: if 0 <= (h-uw)_+^2 - (h-tw)_+^2 + 2(u-t) w (h-tw)_+ for "
    "all h, w >= 0 then the same holds of the sums.",
)
def _soft_sums(domain: Domain, P: Any, t: Any, u: Any, h: Any, w: Any) -> Application:
    """``h`` and ``w`` are variables of the proof that occur nowhere else."""
    name = "soft_sums"
    member = domain.parameters.get(str(P))
    if not isinstance(member, Object) or not member.is_a(SOFT_DISTANCE) or domain.symbol(str(P)) != P:
        raise DomainError(f"{P} is not declared as {SOFT_DISTANCE.description} ({name})")
    t, u = _number(name, domain, t, u)
    _nonnegative(name, domain, h, w)
    if sp.Tuple(t, u).has(h, w):
        raise DomainError(f"{t} or {u} depends on the entry ({name})")
    first, second = (sp.Max(0, h - x * w) for x in (t, u))
    square, pull = (soft_quantity(f"soft_{word}") for word in ("square", "pull"))
    premise = _at_most(0, second**2 - first**2 + 2 * (u - t) * w * first)
    return Application((premise,), _at_most(0, square(P, u) - square(P, t) + 2 * (u - t) * pull(P, t)), (h, w))


@_lemma(
    "boucheron_lugosi_massart_2013",
    "Theorem 3.20 (Gaussian Poincare inequality) at the quantities block_excess and block_excess_square",
    "(|g|-t)_+ is a 1-Lipschitz function of a Gaussian block g, so that its variance is at most 1.",
)
def _variance_of_block_excess(domain: Domain, t: Any, b: Any) -> Application:
    t, b = _number("variance_of_block_excess", domain, t, b)
    _counts("variance_of_block_excess", domain, b)
    variance = _q("block_excess_square")(t, b) - _q("block_excess")(t, b) ** 2
    return Application((_at_most(0, t), _at_most(1, b)), _at_most(variance, sp.S.One))


def _block_mean(rho: Any, b: Any, t: Any) -> sp.Expr:
    """J(t)/M of a sum of block norms."""
    return rho * (b + t**2) + (1 - rho) * _q("block_excess_square")(t, b)


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values) at the quantity group_descent_threshold",
    "The threshold is the root: rho tau = (1-rho) E(r-tau)_+ for 0 < rho < 1, r the norm of b Gaussians.",
)
def _group_threshold_is_root(domain: Domain, rho: Any, b: Any) -> Application:
    (rho,), (b,) = _number("group_threshold_is_root", domain, rho), _counts("group_threshold_is_root", domain, b)
    tau = _q("group_descent_threshold")(rho, b)
    premises = (_less(0, rho), _less(rho, 1), _at_most(1, b))
    return Application(premises, Relation(rho * tau, "=", (1 - rho) * _q("block_excess")(tau, b)))


@_lemma(
    "rudin_1976",
    "Definition 1.8 at the quantity group_descent_share",
    "An infimum is a lower bound: b psi_b(rho) <= rho(b+t^2) + (1-rho) E(r-t)_+^2 for every t >= 0.",
)
def _group_share_is_least(domain: Domain, rho: Any, b: Any, t: Any) -> Application:
    (rho, t), (b,) = _number("group_share_is_least", domain, rho, t), _counts("group_share_is_least", domain, b)
    premises = (_at_most(0, rho), _at_most(rho, 1), _at_most(1, b), _at_most(0, t))
    return Application(premises, _at_most(b * _q("group_descent_share")(rho, b), _block_mean(rho, b, t)))


@_lemma(
    "boyd_vandenberghe_2004",
    "section 4.2.3 at the quantity group_descent_share",
    "A convex function is least where it is stationary: b psi_b(rho) = rho(b+t^2) + (1-rho) E(r-t)_+^2 if rho t = "
    "(1-rho) E(r-t)_+, t >= 0.",
)
def _group_share_where_stationary(domain: Domain, rho: Any, b: Any, t: Any) -> Application:
    name = "group_share_where_stationary"
    (rho, t), (b,) = _number(name, domain, rho, t), _counts(name, domain, b)
    stationary = Relation(rho * t, "=", (1 - rho) * _q("block_excess")(t, b))
    premises = (_at_most(0, rho), _at_most(rho, 1), _at_most(1, b), _at_most(0, t), stationary)
    return Application(premises, Relation(b * _q("group_descent_share")(rho, b), "=", _block_mean(rho, b, t)))


@_lemma(
    "rudin_1976",
    "Theorem 6.12 (b) at the quantity block_excess_square",
    "Integrals keep the order (r-t)_+^2 <= (r-t)^2: E(r-t)_+^2 <= b - 2t lambda_b + t^2, as E r^2 = b, E r = lambda_b.",
)
def _block_excess_below_parabola(domain: Domain, t: Any, b: Any) -> Application:
    name = "block_excess_below_parabola"
    (t,), (b,) = _number(name, domain, t), _counts(name, domain, b)
    parabola = b - 2 * t * _q("chi_mean")(b) + t**2
    return Application((_at_most(0, t), _at_most(1, b)), _at_most(_q("block_excess_square")(t, b), parabola))


@_lemma(
    "olver_lozier_boisvert_clark_2010",
    "8.2.2 and 8.2.4 at the quantities block_excess and block_excess_square",
    "Integrals are linear, and r^2/2 has a gamma law: E(r-t)_+ = m_1 - t m_0 and E(r-t)_+^2 = m_2 - 2t m_1 + t^2 m_0, "
    "where m_p, E r^p over r > t, is 2^(p/2) Gamma((b+p)/2)/Gamma(b/2) U((b+p)/2, t^2/2).",
)
def _block_moments(domain: Domain, t: Any, b: Any, square: bool) -> Application:
    (t,), (b,) = _number("block_moments", domain, t), _counts("block_moments", domain, b)

    def moment(p: int) -> sp.Expr:
        order = (b + p) / sp.Integer(2)
        share = 1 - _q("gamma_ratio")(order, t**2 / 2)
        return 2 ** sp.Rational(p, 2) * sp.gamma(order) / sp.gamma(b / sp.Integer(2)) * share

    premises = (_less(0, t), _at_most(1, b))
    if square:
        value = moment(2) - 2 * t * moment(1) + t**2 * moment(0)
        return Application(premises, Relation(_q("block_excess_square")(t, b), "=", value))
    return Application(premises, Relation(_q("block_excess")(t, b), "=", moment(1) - t * moment(0)))
