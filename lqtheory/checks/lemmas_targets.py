"""Foundation lemmas on averages aimed at another target, and largest terms in L_p (:mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_dictionaries import _dictionary, _m, _mass, _target
from lqtheory.definitions import size_of
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.targets import TARGETS
from lqtheory.domain import Domain
from lqtheory.relations import Relation

__all__: list[str] = []


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 1 (the least is at most the mean)",
    "The mean over j of |S + V u_j - (t+1) f + m(f - y)|^2 with weights v_j/V is |S - t f + m(f - y)|^2 + V^2 - |f|^2; "
    "the best choice of j is no worse.",
)
def _target_averaging_step(domain: Domain, y: Any, theta: Any, F: Any, m: Any, t: Any) -> Application:
    m, t = _target("target_averaging_step", domain, y, theta, F, m, t)
    excess, spread = TARGETS["averaging_target_excess"].symbol, _mass(theta, F) ** 2 - _m("expansion_square")(theta, F)
    after, before = (excess(y, theta, F, m, at) for at in (t + 1, t))
    return Application((_at_most(0, t),), _at_most(after, before + spread))


@_lemma("rudin_1976", "definition of a finite sum", "The empty sum is zero: X_0 = m^2 |f - y|^2.")
def _target_averaging_start(domain: Domain, y: Any, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _target("target_averaging_start", domain, y, theta, F, m)
    square = m**2 * DISTANCES["target_distance"].symbol(y, theta, F) ** 2
    return Application((), Relation(TARGETS["averaging_target_excess"].symbol(y, theta, F, m, 0), "=", square))


@_lemma(
    "rudin_1976", "Definition 1.8", "The mean of m chosen atoms uses at most m atoms: m^2 sigma_m(y)^2 <= X_m, m >= 1."
)
def _target_average_is_a_choice(domain: Domain, y: Any, theta: Any, F: Any, m: Any) -> Application:
    (m,) = _target("target_average_is_a_choice", domain, y, theta, F, m)
    best = DISTANCES["best_target_error"].symbol(y, F, m)
    excess = TARGETS["averaging_target_excess"].symbol(y, theta, F, m, m)
    return Application((_at_most(1, m),), _at_most(m**2 * best**2, excess))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "Without the L largest terms in L_p the masses that are left are the tail: sum v_j = tail_1(v, L).",
)
def _lp_mass_without_largest(domain: Domain, theta: Any, F: Any, L: Any, p: Any) -> Application:
    (L,) = _dictionary("lp_mass_without_largest", domain, theta, F, L)
    masses, rest = DISTANCES["lp_masses"].symbol, TARGETS["without_largest_lp"].symbol(theta, F, L, p)
    left, tail = _q("power_sum")(masses(rest, F, p), 1), _q("tail_power_sum")(masses(theta, F, p), L, 1)
    premises = (_less(0, p), _at_most(0, L), _at_most(L, size_of(theta, domain)))
    return Application(premises, Relation(left, "=", tail))
