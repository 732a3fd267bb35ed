"""Foundation lemmas on squares of vectors and the law of intrinsic volumes (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_sums import _number, _rank
from lqtheory.cones.classes import CONE
from lqtheory.definitions import size_of
from lqtheory.domain import Domain, Object
from lqtheory.errors import DomainError
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Finite sums are linear: if c v^2 + d w^2 + ... = 0 in every entry then c sum v_i^2 + d sum w_i^2 + ... = 0.",
)
def _squares_add_up(domain: Domain, terms: Any) -> Application:
    """``terms`` holds pairs (number, vector); that the squares cancel is seen by multiplying out."""
    pairs = [(*_number("squares_add_up", domain, c), v) for c, v in terms]
    if len({size_of(v, domain) for _, v in pairs}) != 1:
        raise DomainError(f"{terms} are no vectors of one size with numbers in front (squares_add_up)")
    if sp.expand(sp.Add(*(c * v**2 for c, v in pairs))) != 0:
        raise DomainError(f"the squares of {terms} do not cancel (squares_add_up)")
    power_sum = _q("power_sum")
    return Application((), Relation(sp.Add(*(c * power_sum(v, 2) for c, v in pairs)), "=", sp.S.Zero))


def _cone(name: str, domain: Domain, K: Any) -> None:
    """Only a declared cone that is no subspace has such volumes."""
    member = domain.parameters.get(str(K))
    if not isinstance(member, Object) or not member.is_a(CONE) or domain.symbol(str(K)) != K:
        raise DomainError(f"{K} is not declared as {CONE.description} ({name})")


@_lemma("rudin_1976", "definition of a finite sum", "Intrinsic volumes are probabilities: h_0 + h_1 = 1.")
def _volumes_add_up(domain: Domain, K: Any) -> Application:
    _cone("volumes_add_up", domain, K)
    half = volume_quantity("cone_half_tail")
    return Application((), Relation(half(K, 0) + half(K, 1), "=", sp.S.One))


@_lemma("rudin_1976", "definition of a finite sum", "A tail is two interleaved ones: t_m = h_m + h_{m+1}, m >= 0.")
def _volume_tail_in_halves(domain: Domain, K: Any, m: Any) -> Application:
    _cone("volume_tail_in_halves", domain, K)
    _rank("volume_tail_in_halves", m)
    tail, half = volume_quantity("cone_tail"), volume_quantity("cone_half_tail")
    return Application((_at_most(0, m),), Relation(tail(K, m), "=", half(K, m) + half(K, m + 1)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "The mean of V lies strictly below d for a cone that is no subspace: V = d is not certain.",
)
def _volume_mean_below_dimension(domain: Domain, K: Any) -> Application:
    _cone("volume_mean_below_dimension", domain, K)
    return Application((), _less(volume_quantity("cone_mean")(K), volume_quantity("cone_dimension")(K)))


@_lemma(
    "boucheron_lugosi_massart_2013",
    "section 2.2 (Markov's inequality, Cramer-Chernoff method)",
    "Upper tail: P(V >= m) <= exp(log E e^{eta (V - delta)} - eta (m - delta)) for eta >= 0, m >= 0.",
)
def _chernoff_above(domain: Domain, K: Any, m: Any, eta: Any) -> Application:
    _cone("chernoff_above", domain, K)
    _rank("chernoff_above", m)
    (eta,) = _number("chernoff_above", domain, eta)
    tail, moment, mean = (volume_quantity(f"cone_{name}") for name in ("tail", "log_moment", "mean"))
    bound = sp.exp(moment(K, eta) - eta * (m - mean(K)))
    return Application((_at_most(0, eta), _at_most(0, m)), _at_most(tail(K, m), bound))


@_lemma(
    "boucheron_lugosi_massart_2013",
    "section 2.2 (Markov's inequality, Cramer-Chernoff method)",
    "Lower tail: P(V <= m) = 1 - t_{m+1} <= exp(log E e^{-eta (V - delta)} - eta (delta - m)) for eta >= 0, m >= 0.",
)
def _chernoff_below(domain: Domain, K: Any, m: Any, eta: Any) -> Application:
    _cone("chernoff_below", domain, K)
    _rank("chernoff_below", m)
    (eta,) = _number("chernoff_below", domain, eta)
    tail, moment, mean = (volume_quantity(f"cone_{name}") for name in ("tail", "log_moment", "mean"))
    bound = sp.exp(moment(K, -eta) - eta * (mean(K) - m))
    return Application((_at_most(0, eta), _at_most(0, m)), _at_most(1 - tail(K, m + 1), bound))
