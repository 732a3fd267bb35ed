"""Foundation lemmas behind the sharp keep count: floors, concavity of powers, extremal vectors between bounds."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_counts import _whole
from lqtheory.definitions import size_of
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


# ---- numbers ---------------------------------------------------------------------------------------------------------
def _real(name: str, t: Any) -> sp.Expr:
    t = sp.sympify(t)
    if not t.is_real:
        raise DomainError(f"{t} is not known to be real ({name})")
    return t


@_lemma("rudin_1976", "Theorem 1.20 (a)", "Rounding down does not raise a real number: floor(t) <= t.")
def _floor_at_most(domain: Domain, t: Any) -> Application:
    t = _real("floor_at_most", t)
    return Application((), _at_most(sp.floor(t), t))


@_lemma("rudin_1976", "Theorem 1.20 (a)", "Rounding down lowers by less than 1: t < floor(t) + 1.")
def _floor_above(domain: Domain, t: Any) -> Application:
    t = _real("floor_above", t)
    return Application((), _less(t, sp.floor(t) + 1))


@_lemma("rudin_1976", "Definition 1.8", "Each of two numbers is at most the larger one: a <= max(a, b).")
def _at_most_larger(domain: Domain, a: Any, b: Any) -> Application:
    a, b = _real("at_most_larger", a), _real("at_most_larger", b)
    return Application((), _at_most(a, sp.Max(a, b)))


@_lemma("hardy_littlewood_polya_1952", "section 2.1", "What is at most two numbers is at most their weighted mean.")
def _weighted_mean_at_least(domain: Domain, g: Any, a: Any, b: Any, u: Any, v: Any) -> Application:
    """``g`` may be infinite: then a premise fails."""
    g, a, b, u, v = map(sp.sympify, (g, a, b, u, v))
    premises = (_at_most(g, a), _at_most(g, b), _at_most(0, u), _at_most(0, v), Relation(u + v, "=", sp.S.One))
    return Application(premises, _at_most(g, u * a + v * b))


@_lemma(
    "hardy_littlewood_polya_1952",
    "section 3.6 with Theorem 19",
    "Powers t^a, 0 < a <= 1, are concave on t >= 0: w c^a + v d^a <= (w c + v d)^a for weights w + v = 1.",
)
def _power_is_concave(domain: Domain, c: Any, d: Any, w: Any, v: Any, a: Any) -> Application:
    c, d, w, v, a = map(sp.sympify, (c, d, w, v, a))
    signs = (_at_most(0, c), _at_most(0, d), _at_most(0, w), _at_most(0, v), _less(0, a), _at_most(a, 1))
    premises = (*signs, Relation(w + v, "=", sp.S.One))
    return Application(premises, _at_most(w * c**a + v * d**a, (w * c + v * d) ** a))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 41",
    "Powers t^a, 0 < a < 1, lie below their tangents: c^a <= d^a + a d^(a-1) (c - d) for c, d > 0, strictly for c < d.",
)
def _power_below_tangent(domain: Domain, c: Any, d: Any, a: Any, strict: bool = False) -> Application:
    c, d, a = map(sp.sympify, (c, d, a))
    premises = (_less(0, c), _less(0, d), _less(0, a), _less(a, 1), *((_less(c, d),) if strict else ()))
    tangent = d**a + a * d ** (a - 1) * (c - d)
    return Application(premises, _less(c**a, tangent) if strict else _at_most(c**a, tangent))


# ---- sorted vectors --------------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "A tail has n-k entries, none above the first: tail_p(k) <= (n-k) |x|_(k+1)^p for k < n.",
)
def _tail_below_first(domain: Domain, x: Any, k: Any, p: Any) -> Application:
    (k,) = _whole("tail_below_first", k)
    n = size_of(x, domain)
    premises = (_less(0, p), _at_most(0, k), _less(k, n))
    return Application(
        premises, _at_most(_q("tail_power_sum")(x, k, p), (n - k) * _q("order_statistic")(x, k + 1) ** p)
    )


@_lemma(
    "marshall_olkin_arnold_2011",
    "5.C.1 with 3.C.1",
    "Numbers of given sum, none below b, have the least sum of a-th powers, a <= 1, when all but one equal b: "
    "for y_i = |x|_(i)^p, a = q/p, b = y_(k+1) and H = y_1 + ... + y_k, (H - (k-1) b)^a + (k-1) b^a <= head_q(k).",
)
def _least_head(domain: Domain, x: Any, k: Any, q: Any, p: Any) -> Application:
    (k,) = _whole("least_head", k)
    b = _q("order_statistic")(x, k + 1) ** p
    whole, tail = _q("power_sum"), _q("tail_power_sum")
    spike = whole(x, p) - tail(x, k, p) - (k - 1) * b
    premises = (_less(0, q), _at_most(q, p), _at_most(1, k), _less(k, size_of(x, domain)))
    least = spike ** (q / p) + (k - 1) * b ** (q / p)
    return Application(premises, _at_most(least, whole(x, q) - tail(x, k, q)))


@_lemma(
    "marshall_olkin_arnold_2011",
    "5.C.1 with 3.C.1",
    "Numbers in [0, b] of given sum have the least sum of a-th powers, a <= 1, when all but one are 0 or b: for "
    "y_i = |x|_(i)^p, a = q/p, b = y_(k+1), m b <= tail_p(k) < (m+1) b, m b^a + (tail_p(k) - m b)^a <= tail_q(k).",
)
def _least_tail(domain: Domain, x: Any, k: Any, q: Any, p: Any, m: Any) -> Application:
    k, m = _whole("least_tail", k, m)
    b, tail = _q("order_statistic")(x, k + 1) ** p, _q("tail_power_sum")
    rest = tail(x, k, p) - m * b
    filled = (_at_most(0, rest), _less(tail(x, k, p), (m + 1) * b))
    premises = (_less(0, q), _at_most(q, p), _at_most(0, k), _less(k, size_of(x, domain)), *filled)
    return Application(premises, _at_most(m * b ** (q / p) + rest ** (q / p), tail(x, k, q)))


# ---- the sharp threshold, defined as a minimum -----------------------------------------------------------------------
def _shares(T: Any, a: Any) -> tuple[Relation, ...]:
    return (_less(0, T), _less(T, 1), _less(0, a), _less(a, 1))


@_lemma(
    "rudin_1976",
    "Definition 1.8 at the quantity sharp_keep_threshold",
    "The threshold G_k(T) is at most each bracket of its minimum: (1-T-(k-1)T/m)^a + (k-1+m)(T/m)^a "
    "for T k/(1-T) <= m <= n-k.",
)
def _threshold_at_block(domain: Domain, k: Any, T: Any, a: Any, n: Any, m: Any) -> Application:
    k, n, m = _whole("threshold_at_block", k, n, m)
    T, a = map(sp.sympify, (T, a))
    premises = (*_shares(T, a), _at_most(1, k), _at_most(k * T, m * (1 - T)), _at_most(m, n - k))
    bracket = (1 - T - (k - 1) * T / m) ** a + (k - 1 + m) * (T / m) ** a
    return Application(premises, _at_most(_q("sharp_keep_threshold")(k, T, a, n), bracket))


@_lemma(
    "rudin_1976",
    "Definition 1.8 at the quantity sharp_keep_threshold",
    "The threshold G_k(T) is at most (k+m) b^a + (T - m b)^a with b = (1-T)/k and m = floor(T/b), if T/b <= n-k.",
)
def _threshold_at_top(domain: Domain, k: Any, T: Any, a: Any, n: Any, m: Any) -> Application:
    k, n, m = _whole("threshold_at_top", k, n, m)
    T, a = map(sp.sympify, (T, a))
    b = (1 - T) / k
    rounded = (_at_most(m * (1 - T), k * T), _less(k * T, (m + 1) * (1 - T)))
    premises = (*_shares(T, a), _at_most(1, k), *rounded, _at_most(k * T, (n - k) * (1 - T)))
    return Application(premises, _at_most(_q("sharp_keep_threshold")(k, T, a, n), (k + m) * b**a + (T - m * b) ** a))
