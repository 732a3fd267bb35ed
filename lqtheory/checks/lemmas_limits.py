"""Foundation lemmas on confidence limits: what the inverse of a divergence is (:mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _q
from lqtheory.domain import Domain
from lqtheory.relations import Relation

__all__: list[str] = []


def _in_range(p: Any, c: Any) -> tuple[Relation, ...]:
    return (_at_most(0, p), _at_most(p, 1), _at_most(0, c))


@_lemma(
    "rudin_1976",
    "Definition 1.8, with Theorem 4.8 (a maximum over a closed set)",
    "Definition: kl^{-1}(p|c) is the largest q with kl(p||q) <= c, so that kl(p||kl^{-1}(p|c)) <= c, c >= 0.",
)
def _kl_inverse_within(domain: Domain, p: Any, c: Any) -> Application:
    p, c = sp.sympify(p), sp.sympify(c)
    return Application(_in_range(p, c), _at_most(_q("binary_divergence")(p, _q("kl_inverse")(p, c)), c))


@_lemma(
    "rudin_1976",
    "Definition 1.8",
    "Definition: kl^{-1}(p|c) is the largest q in [0,1] with kl(p||q) <= c: any such q is at most that.",
)
def _kl_inverse_is_largest(domain: Domain, p: Any, q: Any, c: Any) -> Application:
    p, q, c = map(sp.sympify, (p, q, c))
    premises = (*_in_range(p, c), _at_most(0, q), _at_most(q, 1), _at_most(_q("binary_divergence")(p, q), c))
    return Application(premises, _at_most(q, _q("kl_inverse")(p, c)))


@_lemma(
    "cover_thomas_2006",
    "Theorem 2.6.3 (divergences are not negative, and kl(p||p) = 0)",
    "p itself has the divergence 0, so that p <= kl^{-1}(p|c) for c >= 0.",
)
def _kl_inverse_above(domain: Domain, p: Any, c: Any) -> Application:
    p, c = sp.sympify(p), sp.sympify(c)
    return Application(_in_range(p, c), _at_most(p, _q("kl_inverse")(p, c)))
