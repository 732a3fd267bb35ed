"""Foundation lemmas on expansions in a dictionary of a Hilbert space (see :mod:`lqtheory.checks.lemmas`).

They are the steps that the kernel, which knows numbers and sorted vectors, cannot take: orthogonal projection, the
Cauchy-Schwarz inequality, the mean of independent vectors, and "some choice is no worse than the mean".
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.definitions import is_vector, size_of
from lqtheory.dictionaries.common_component import COMMON_COMPONENT
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.dictionaries.weighted_draws import WEIGHTED_DRAWS
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


def _m(name: str) -> Any:
    return MEASURED[name].symbol


def _dictionary(name: str, domain: Domain, theta: Any, F: Any, *counts: Any) -> list[sp.Expr]:
    """The counts as integers; F is a dictionary of the domain with as many atoms as theta has entries."""
    if domain.parameters.get(str(F)) != DICTIONARY or domain.symbol(str(F)) != F:
        raise DomainError(f"{F} is not a dictionary of the proof ({name})")
    if size_of(theta, domain) != domain.symbol("n"):
        raise DomainError(f"{F} has n atoms, but {theta} has {size_of(theta, domain)} entries ({name})")
    found = [sp.sympify(count) for count in counts]
    for count in found:
        if not count.is_integer:
            raise DomainError(f"{count} is not known to be an integer ({name})")
    return found


def _w(name: str) -> Any:
    return WEIGHTED_DRAWS[name].symbol


def _target(name: str, domain: Domain, y: Any, theta: Any, F: Any, *counts: Any) -> list[sp.Expr]:
    """The same, and y is a function on the sample of F."""
    if domain.parameters.get(str(y)) != TARGET or domain.symbol(str(y)) != y or domain.symbol("F") != F:
        raise DomainError(f"{y} is not a function on the sample of {F} ({name})")
    return _dictionary(name, domain, theta, F, *counts)


def _mass(theta: Any, F: Any) -> sp.Expr:
    """Total mass V."""
    return _q("power_sum")(_m("atom_masses")(theta, F), 1)


# ---- orthogonal projection -------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1987",
    "Theorem 4.11 (orthogonal projection, Pythagoras)",
    "Projecting one more atom out lowers the squared error by at least the squared inner product with the residual.",
)
def _pursuit_step(domain: Domain, theta: Any, F: Any, t: Any) -> Application:
    (t,) = _dictionary("pursuit_step", domain, theta, F, t)
    error, score = _m("pursuit_error"), _m("pursuit_score")(theta, F, t)
    return Application((_at_most(0, t),), _at_most(error(theta, F, t + 1) ** 2, error(theta, F, t) ** 2 - score**2))


@_lemma(
    "rudin_1987",
    "Theorem 4.11 with the triangle inequality",
    "The residual r of a projection has |r|^2 = <r, f> = sum v_j <r, u_j>, at most V times the largest inner product.",
)
def _pursuit_score_at_least(domain: Domain, theta: Any, F: Any, t: Any) -> Application:
    (t,) = _dictionary("pursuit_score_at_least", domain, theta, F, t)
    bound = _mass(theta, F) * _m("pursuit_score")(theta, F, t)
    return Application((_at_most(0, t),), _at_most(_m("pursuit_error")(theta, F, t) ** 2, bound))


@_lemma("rudin_1976", "Definition 1.8", "Pursuit with m steps uses at most m atoms: sigma_m(f) <= r_m.")
def _pursuit_is_a_choice(domain: Domain, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _dictionary("pursuit_is_a_choice", domain, theta, F, m)
    best = _m("best_dictionary_error")(theta, F, m)
    return Application((_at_most(0, m),), _at_most(best, _m("pursuit_error")(theta, F, m)))


# ---- averages --------------------------------------------------------------------------------------------------------
@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 1 (the least is at most the mean)",
    "The mean over j of |S + V u_j - (t+1) f|^2 with weights v_j/V is |S - t f|^2 + V^2 - |f|^2; the best choice of j "
    "is no worse.",
)
def _averaging_step(domain: Domain, theta: Any, F: Any, t: Any) -> Application:
    (t,) = _dictionary("averaging_step", domain, theta, F, t)
    excess, spread = _m("averaging_excess"), _mass(theta, F) ** 2 - _m("expansion_square")(theta, F)
    return Application((_at_most(0, t),), _at_most(excess(theta, F, t + 1), excess(theta, F, t) + spread))


@_lemma("rudin_1976", "definition of a finite sum", "The empty sum is zero: X_0 = 0.")
def _averaging_start(domain: Domain, theta: Any, F: Any) -> Application:
    _dictionary("averaging_start", domain, theta, F)
    return Application((), Relation(_m("averaging_excess")(theta, F, 0), "=", 0))


@_lemma(
    "rudin_1976", "Definition 1.8", "The mean of m chosen atoms uses at most m atoms: m^2 sigma_m(f)^2 <= X_m, m >= 1."
)
def _average_is_a_choice(domain: Domain, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _dictionary("average_is_a_choice", domain, theta, F, m)
    best = _m("best_dictionary_error")(theta, F, m)
    return Application((_at_most(1, m),), _at_most(m**2 * best**2, _m("averaging_excess")(theta, F, m)))


@_lemma(
    "feller_1968",
    "section IX.5 (variance of a sum of independent variables)",
    "The mean of m independent vectors has an m-th of the variance: m E|g - f|^2 = E|U - f|^2.",
)
def _mean_of_independent(domain: Domain, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _dictionary("mean_of_independent", domain, theta, F, m)
    mean, variance = _m("mean_square_of_averages")(theta, F, m), _m("draw_variance")(theta, F)
    return Application((_at_most(1, m),), Relation(m * mean, "=", variance))


@_lemma(
    "feller_1968",
    "section IX.4 (variance)",
    "A vector with mean f has E|U - f|^2 = E|U|^2 - |f|^2.",
)
def _variance_by_moments(domain: Domain, theta: Any, F: Any) -> Application:
    _dictionary("variance_by_moments", domain, theta, F)
    moments = _m("draw_second_moment")(theta, F) - _m("expansion_square")(theta, F)
    return Application((), Relation(_m("draw_variance")(theta, F), "=", moments))


@_lemma(
    "feller_1968",
    "section IX.5 (variance of a sum of independent variables)",
    "Independent draws U = theta_j f_j/p_j with any probabilities p have the mean f: m E|g - f|^2 = E|U - f|^2.",
)
def _mean_of_weighted_draws(domain: Domain, theta: Any, F: Any, w: Any, m: Any) -> Application:
    w, (m,) = (
        _probabilities("mean_of_weighted_draws", domain, theta, w),
        _dictionary("mean_of_weighted_draws", domain, theta, F, m),
    )
    mean, variance = _w("weighted_mean_square")(theta, F, w, m), _w("weighted_variance")(theta, F, w)
    return Application((_at_most(1, m),), Relation(m * mean, "=", variance))


@_lemma("feller_1968", "section IX.4 (variance)", "A vector U with mean f has E|U - f|^2 = E|U|^2 - |f|^2.")
def _variance_of_weighted_draw(domain: Domain, theta: Any, F: Any, w: Any) -> Application:
    w = _probabilities("variance_of_weighted_draw", domain, theta, w)
    _dictionary("variance_of_weighted_draw", domain, theta, F)
    moments = _w("weighted_second_moment")(theta, F, w) - _m("expansion_square")(theta, F)
    return Application((), Relation(_w("weighted_variance")(theta, F, w), "=", moments))


@_lemma(
    "feller_1968",
    "section IX.1 (expectation)",
    "A draw theta_j f_j/p_j has norm v_j/p_j, so that E|U|^2 = sum v_j^2/p_j, p = w/sum w.",
)
def _second_moment_of_weighted_draw(domain: Domain, theta: Any, F: Any, w: Any) -> Application:
    w = _probabilities("second_moment_of_weighted_draw", domain, theta, w)
    _dictionary("second_moment_of_weighted_draw", domain, theta, F)
    quotients = _q("power_sum")(_m("atom_masses")(theta, F) / sp.sqrt(w), 2)
    value = _q("power_sum")(w, 1) * quotients
    return Application((), Relation(_w("weighted_second_moment")(theta, F, w), "=", value))


def _probabilities(name: str, domain: Domain, theta: Any, w: Any) -> sp.Expr:
    """Positive weights, one for each atom."""
    w = sp.sympify(w)
    if not w.is_positive or size_of(w, domain) != size_of(theta, domain):
        raise DomainError(f"{w} is not known to be positive, with an entry for each of {theta} ({name})")
    return w


@_lemma("feller_1968", "section IX.1 (expectation)", "Every vector V u_j has norm V, so that E|U|^2 = V^2.")
def _second_moment_of_draws(domain: Domain, theta: Any, F: Any) -> Application:
    _dictionary("second_moment_of_draws", domain, theta, F)
    return Application((), Relation(_m("draw_second_moment")(theta, F), "=", _mass(theta, F) ** 2))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 1 (the least is at most the mean)",
    "Some mean of m atoms is no worse than they are on average: sigma_m(f)^2 <= E|g - f|^2.",
)
def _some_average_is_good(domain: Domain, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _dictionary("some_average_is_good", domain, theta, F, m)
    mean = _m("mean_square_of_averages")(theta, F, m)
    return Application((_at_most(1, m),), _at_most(_m("best_dictionary_error")(theta, F, m) ** 2, mean))


# ---- largest terms ---------------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Without the L largest terms the masses that are left are the tail: sum v_j = tail_1(v, L).",
)
def _mass_without_largest(domain: Domain, theta: Any, F: Any, L: Any) -> Application:
    (L,) = _dictionary("mass_without_largest", domain, theta, F, L)
    tail = _q("tail_power_sum")(_m("atom_masses")(theta, F), L, 1)
    premises = (_at_most(0, L), _at_most(L, size_of(theta, domain)))
    return Application(premises, Relation(_mass(_m("without_largest")(theta, F, L), F), "=", tail))


@_lemma(
    "rudin_1976",
    "Definition 1.8",
    "L largest terms and m - L atoms for the others are m atoms: sigma_m(f) <= sigma_{m-L}(f without the L largest).",
)
def _largest_and_others(domain: Domain, theta: Any, F: Any, L: Any, m: Any) -> Application:
    L, m = _dictionary("largest_and_others", domain, theta, F, L, m)
    best = _m("best_dictionary_error")
    rest = best(_m("without_largest")(theta, F, L), F, m - L)
    return Application((_at_most(0, L), _at_most(L, m)), _at_most(best(theta, F, m), rest))


@_lemma("rudin_1976", "Definition 1.8", "A combination of n <= m atoms is one of m atoms: sigma_m(f) = 0.")
def _nothing_is_left(domain: Domain, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _dictionary("nothing_is_left", domain, theta, F, m)
    return Application(
        (_at_most(size_of(theta, domain), m),), Relation(_m("best_dictionary_error")(theta, F, m), "=", sp.S.Zero)
    )


@_lemma("rudin_1987", "section 4.1 (triangle inequality)", "The norm of a sum is at most its mass: sigma_m(f) <= V.")
def _error_at_most_mass(domain: Domain, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _dictionary("error_at_most_mass", domain, theta, F, m)
    return Application((_at_most(0, m),), _at_most(_m("best_dictionary_error")(theta, F, m), _mass(theta, F)))


# ---- another target --------------------------------------------------------------------------------------------------
@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 1 (the least is at most the mean)",
    "L largest terms and m draws for the others are at most L + m atoms, and some outcome is no worse than the mean.",
)
def _some_completion_is_good(domain: Domain, y: Any, theta: Any, F: Any, L: Any, m: Any) -> Application:
    L, m = _target("some_completion_is_good", domain, y, theta, F, L, m)
    best, mean = (DISTANCES[name].symbol for name in ("best_target_error", "mean_completed_square"))
    return Application((_at_most(0, L), _at_most(1, m)), _at_most(best(y, F, L + m) ** 2, mean(y, theta, F, L, m)))


@_lemma(
    "feller_1968",
    "section IX.4 (variance)",
    "A vector g with mean f has E|y - g|^2 = |y - f|^2 + E|g - f|^2; the L largest terms are common to f and g.",
)
def _completion_by_variance(domain: Domain, y: Any, theta: Any, F: Any, L: Any, m: Any) -> Application:
    L, m = _target("completion_by_variance", domain, y, theta, F, L, m)
    square = DISTANCES["target_distance"].symbol(y, theta, F) ** 2
    variance = _m("mean_square_of_averages")(_m("without_largest")(theta, F, L), F, m)
    mean = DISTANCES["mean_completed_square"].symbol(y, theta, F, L, m)
    return Application((_at_most(0, L), _at_most(1, m)), Relation(mean, "=", square + variance))


@_lemma(
    "rudin_1976", "Definition 1.8", "A combination of n <= m atoms is a combination of m atoms: sigma_m(y) <= |y-f|."
)
def _combination_of_few(domain: Domain, y: Any, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _target("combination_of_few", domain, y, theta, F, m)
    best, distance = DISTANCES["best_target_error"].symbol(y, F, m), DISTANCES["target_distance"].symbol(y, theta, F)
    return Application((_at_most(size_of(theta, domain), m),), _at_most(best, distance))


# ---- atoms with a common component -----------------------------------------------------------------------------------
def _common(name: str, domain: Domain, m: Any, n: Any, *numbers: Any) -> tuple[list[sp.Expr], tuple[Relation, ...]]:
    """Counts and numbers of a dictionary of atoms a e_0 + g e_j, and that they are in range."""
    m, n, *rest = (sp.sympify(v) for v in (m, n, *numbers))
    if not (m.is_integer and n.is_integer) or any(is_vector(v, domain) for v in rest):
        raise DomainError(f"{m} or {n} is not known to be an integer, or a vector is among {rest} ({name})")
    return [m, n, *rest], (_at_most(1, m), _at_most(m, n), _less(0, rest[2]))


def _at_kept_sum(m: Any, n: Any, c: Any, a: Any, g: Any, b: Any) -> sp.Expr:
    """Squared error of m equal coefficients that add up to b."""
    return a**2 * (n * c - b) ** 2 + g**2 * ((b - m * c) ** 2 / m + (n - m) * c**2)


@_lemma(
    "rudin_1976",
    "Definition 1.8",
    "The least distance of c sum f_j to the span of m of n atoms f_j = a e_0 + g e_j is at most that of coefficients "
    "b/m: sigma_m^2 <= a^2 (nc-b)^2 + g^2 ((b-mc)^2/m + (n-m) c^2).",
)
def _equal_coefficients_are_a_choice(domain: Domain, m: Any, n: Any, c: Any, a: Any, g: Any, b: Any) -> Application:
    (m, n, c, a, g, b), premises = _common("equal_coefficients_are_a_choice", domain, m, n, c, a, g, b)
    best = COMMON_COMPONENT["least_common_component_error"].symbol(m, n, c, a, g)
    return Application(premises, _at_most(best**2, _at_kept_sum(m, n, c, a, g, b)))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 7 (Cauchy-Schwarz)",
    "Coefficients with the sum b have sum (c - b_j)^2 >= (mc-b)^2/m: the best combination of m of n atoms "
    "f_j = a e_0 + g e_j has at least the error a^2 (nc-b)^2 + g^2 ((b-mc)^2/m + (n-m) c^2) at its own sum b.",
)
def _kept_sum_bounds_error(domain: Domain, m: Any, n: Any, c: Any, a: Any, g: Any) -> Application:
    (m, n, c, a, g), premises = _common("kept_sum_bounds_error", domain, m, n, c, a, g)
    best, kept = (quantity.symbol(m, n, c, a, g) for quantity in COMMON_COMPONENT.values())
    return Application(premises, _at_most(_at_kept_sum(m, n, c, a, g, kept), best**2))


# ---- threshold rounding ----------------------------------------------------------------------------------------------
def _shares(domain: Domain, x: Any, m: Any) -> sp.Expr:
    """Shares min(1, |x_i|/tau) of a vector of the proof."""
    size_of(x, domain)
    if not sp.sympify(m).is_integer:
        raise DomainError(f"{m} is not known to be an integer (threshold rounding)")
    return DISTANCES["rounding_shares"].symbol(x, m)


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values)",
    "A positive threshold solves its equation: sum min(1, |x_i|/tau) = m.",
)
def _shares_add_up(domain: Domain, x: Any, m: Any) -> Application:
    shares = _shares(domain, x, m)
    premises = (_at_most(1, m), _less(0, _q("rounding_threshold")(x, m)))
    return Application(premises, Relation(_q("power_sum")(shares, 1), "=", m))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Each entry is at least tau times its share: tau^q sum t_i^q <= sum |x_i|^q.",
)
def _shares_below_entries(domain: Domain, x: Any, m: Any, q: Any) -> Application:
    shares, power_sum = _shares(domain, x, m), _q("power_sum")
    premises = (_at_most(1, m), _less(0, q))
    tau = _q("rounding_threshold")(x, m)
    return Application(premises, _at_most(tau**q * power_sum(shares, q), power_sum(x, q)))


@_lemma("rudin_1976", "definition of a finite sum", "Shares lie in [0, 1]: sum t_i^p <= sum t_i^q for q <= p.")
def _smaller_powers_of_shares(domain: Domain, x: Any, m: Any, q: Any, p: Any) -> Application:
    shares, power_sum = _shares(domain, x, m), _q("power_sum")
    premises = (_at_most(1, m), _less(0, q), _at_most(q, p))
    return Application(premises, _at_most(power_sum(shares, p), power_sum(shares, q)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "The variance in shares: sum of |x_i| (tau - |x_i|) over |x_i| < tau is tau^2 sum t_i (1 - t_i).",
)
def _variance_in_shares(domain: Domain, x: Any, m: Any) -> Application:
    shares, power_sum = _shares(domain, x, m), _q("power_sum")
    tau = _q("rounding_threshold")(x, m)
    value = tau**2 * (power_sum(shares, 1) - power_sum(shares, 2))
    return Application((_at_most(1, m),), Relation(_q("rounding_variance")(x, m), "=", value))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 18 (Lyapunov)",
    "Power sums S(r) with r <= s <= t: S(s)^(t-r) <= S(r)^(t-s) S(t)^(s-r).",
)
def _lyapunov_power_sums(domain: Domain, x: Any, r: Any, s: Any, t: Any) -> Application:
    size_of(x, domain)
    S, (r, s, t) = _q("power_sum"), map(sp.sympify, (r, s, t))
    premises = (_less(0, r), _at_most(r, s), _at_most(s, t))
    return Application(premises, _at_most(S(x, s) ** (t - r), S(x, r) ** (t - s) * S(x, t) ** (s - r)))
