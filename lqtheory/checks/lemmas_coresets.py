"""Foundation lemmas on the estimate of one class of edges from independent draws (see :mod:`lqtheory.checks.lemmas`).

They are the steps about expectations that the kernel, which knows numbers and sorted vectors, cannot take: the mean and
the covariance of independent draws, Markov's inequality, and a convex function in the mean.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_sums import _index, _number
from lqtheory.definitions import is_vector, size_of
from lqtheory.domain import Domain
from lqtheory.errors import DomainError
from lqtheory.expressions import MaxOver
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


def _class(name: str, domain: Domain, s: Any, *products: Any) -> list[sp.Expr]:
    """Scores that are positive, and products that are nonnegative, in every entry; all of one length."""
    found = [sp.sympify(x) for x in (s, *products)]
    if not all(is_vector(x, domain) for x in found) or len({size_of(x, domain) for x in found}) != 1:
        raise DomainError(f"{', '.join(map(str, found))} are not vectors of one length ({name})")
    if not found[0].is_positive or not all(x.is_nonnegative for x in found[1:]):
        raise DomainError(f"{found[0]} must be positive and {found[1:]} nonnegative in every entry ({name})")
    return found


def _draws(name: str, m: Any) -> tuple[sp.Expr, Relation]:
    """The number of draws, and the premise that there is one."""
    count = sp.sympify(m)
    if not count.is_integer:
        raise DomainError(f"{count} is not known to be an integer ({name})")
    return count, _at_most(1, count)


# ---- moments ---------------------------------------------------------------------------------------------------------
@_lemma("feller_1968", "section IX.2 (addition of expectations)", "The mean of m equal draws has the mean of one.")
def _mean_of_draws(domain: Domain, v: Any, s: Any, m: Any) -> Application:
    s, v = _class("mean_of_draws", domain, s, v)
    m, premise = _draws("mean_of_draws", m)
    mean = _q("estimate_mean")
    return Application((premise,), Relation(mean(v, s, m), "=", mean(v, s, 1)))


@_lemma("feller_1968", "section IX.1 (expectation)", "One draw has the mean sum q_j (v_j/q_j) = sum v_j.")
def _mean_of_one_draw(domain: Domain, v: Any, s: Any) -> Application:
    s, v = _class("mean_of_one_draw", domain, s, v)
    return Application((), Relation(_q("estimate_mean")(v, s, 1), "=", _q("power_sum")(v, 1)))


@_lemma(
    "feller_1968",
    "section IX.5 (variance of a sum of independent variables)",
    "The means of m independent pairs have an m-th of the covariance of one pair.",
)
def _covariance_of_draws(domain: Domain, v: Any, h: Any, s: Any, m: Any) -> Application:
    s, v, h = _class("covariance_of_draws", domain, s, v, h)
    m, premise = _draws("covariance_of_draws", m)
    covariance = _q("estimate_covariance")
    return Application((premise,), Relation(m * covariance(v, h, s, m), "=", covariance(v, h, s, 1)))


@_lemma(
    "feller_1968",
    "section IX.4 (covariance)",
    "Cov(X, Y) = E XY - E X E Y, for one draw with E XY = sum q_j (v_j/q_j)(h_j/q_j) and q = s/sum s.",
)
def _covariance_of_one_draw(domain: Domain, v: Any, h: Any, s: Any) -> Application:
    s, v, h = _class("covariance_of_one_draw", domain, s, v, h)
    total = _q("power_sum")
    moments = total(s, 1) * total(v * h / s, 1) - total(v, 1) * total(h, 1)
    return Application((), Relation(_q("estimate_covariance")(v, h, s, 1), "=", moments))


@_lemma(
    "hardy_littlewood_polya_1952",
    "section 2.8 (Hoelder's inequality with exponents 1 and infinity)",
    "sum x_i y_i <= max x_i sum y_i for x, y >= 0.",
)
def _sum_below_peak(domain: Domain, x: Any, y: Any) -> Application:
    x, y = map(sp.sympify, (x, y))
    if not all(is_vector(value, domain) and value.is_nonnegative for value in (x, y)):
        raise DomainError(f"{x} or {y} is not a vector that is nonnegative in every entry (sum_below_peak)")
    if size_of(x, domain) != size_of(y, domain):
        raise DomainError(f"{x} and {y} have different numbers of entries (sum_below_peak)")
    total = _q("power_sum")
    return Application((), _at_most(total(x * y, 1), _q("peak")(x) * total(y, 1)))


# ---- tails -----------------------------------------------------------------------------------------------------------
@_lemma(
    "boucheron_lugosi_massart_2013",
    "section 2.2 (Markov's inequality, Cramer-Chernoff method)",
    "The mean of m independent draws is at least (1+e) z with probability at most (e^{-t(1+e)} M(t))^m, and at most "
    "(1-e) z with probability at most (e^{t(1-e)} M(-t))^m, for t >= 0.",
)
def _chernoff_for_draws(
    domain: Domain, v: Any, s: Any, m: Any, epsilon: Any, t: Any, upper: bool = True
) -> Application:
    s, v = _class("chernoff_for_draws", domain, s, v)
    m, premise = _draws("chernoff_for_draws", m)
    epsilon, t = _number("chernoff_for_draws", domain, epsilon, t)
    sign = 1 if upper else -1
    tail = _q("estimate_upper_tail" if upper else "estimate_lower_tail")(v, s, m, epsilon)
    moment = _q("draw_exponential_moment")(v, s, sign * t)
    premises = (premise, _less(0, epsilon), _at_most(0, t), _less(0, _q("power_sum")(v, 1)))
    return Application(premises, _at_most(tail, (sp.exp(-sign * t * (1 + sign * epsilon)) * moment) ** m))


@_lemma(
    "boucheron_lugosi_massart_2013",
    "section 2.3 (a convex function lies below its chord, in the mean)",
    "A draw with values in [0, B] and mean 1 has the exponential moment M(t) <= 1 - 1/B + e^{tB}/B.",
)
def _exponential_moment_below_chord(domain: Domain, v: Any, s: Any, B: Any, t: Any) -> Application:
    s, v = _class("exponential_moment_below_chord", domain, s, v)
    B, t = _number("exponential_moment_below_chord", domain, B, t)
    total = _q("power_sum")
    inside = _at_most(_q("peak")(v / s) * total(s, 1), B * total(v, 1))
    chord = 1 - 1 / B + sp.exp(t * B) / B
    premises = (_less(0, total(v, 1)), _less(0, B), inside)
    return Application(premises, _at_most(_q("draw_exponential_moment")(v, s, t), chord))


# ---- samples ---------------------------------------------------------------------------------------------------------
def _sample(name: str, domain: Domain, w: Any, A: Any) -> tuple[sp.Symbol, sp.Symbol]:
    """Numbers of edges and points of a sample of the proof, with positive weights for its edges."""
    if domain.parameters.get(str(A)) != SAMPLE or domain.symbol(str(A)) != A:
        raise DomainError(f"{A} is not a sample of the proof ({name})")
    n, N = domain.symbol("n"), domain.symbol("N")
    if not (is_vector(w, domain) and w.is_positive and size_of(w, domain) == n):
        raise DomainError(f"{w} is not a vector of n positive weights ({name})")
    return n, N


@_lemma("rudin_1976", "definition of a finite sum", "S = sum over the edges of the largest importance over the points.")
def _sensitivity_is_sum_of_maxima(domain: Domain, w: Any, A: Any, i: Any, j: Any) -> Application:
    n, N = _sample("sensitivity_is_sum_of_maxima", domain, w, A)
    largest = MaxOver(sample_quantity("importance_at")(w, A, i, j), i, 1, N)
    return Application((), Relation(sample_quantity("sensitivity_of_sample")(w, A), "=", sp.Sum(largest, (j, 1, n))))


@_lemma("rudin_1976", "definition of a finite sum", "Importances are shares of their sum: they add up to 1 at a point.")
def _importances_add_up(domain: Domain, w: Any, A: Any, i: Any, j: Any) -> Application:
    n, N = _sample("importances_add_up", domain, w, A)
    total = sp.Sum(sample_quantity("importance_at")(w, A, i, j), (j, 1, n))
    return Application((_at_most(1, i), _at_most(i, N)), Relation(total, "=", 1))


@_lemma("rudin_1976", "definition of a finite sum", "The total of an edge is the sum of its importances at all points.")
def _total_over_points(domain: Domain, w: Any, A: Any, i: Any, j: Any) -> Application:
    n, N = _sample("total_over_points", domain, w, A)
    shares = sp.Sum(sample_quantity("importance_at")(w, A, i, j), (i, 1, N))
    premises = (_at_most(1, j), _at_most(j, n))
    return Application(premises, Relation(sample_quantity("importance_over_points")(w, A, j), "=", shares))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "The totals of all edges, added up point by point, are the number of points: the importances of each add up to 1.",
)
def _totals_count_points(domain: Domain, w: Any, A: Any, j: Any) -> Application:
    n, N = _sample("totals_count_points", domain, w, A)
    total = sample_quantity("importance_over_points")(w, A, j)
    return Application((), Relation(sp.Sum(total, (j, 1, n)), "=", N))


# ---- distinct edges --------------------------------------------------------------------------------------------------
def _shares(name: str, domain: Domain, s: Any) -> tuple[sp.Expr, sp.Expr, Relation]:
    """The distribution that the scores give, the number of edges, and the premise that there are two."""
    (s,) = _class(name, domain, s)
    n = size_of(s, domain)
    return _q("mass_shares")(s, 1), n, _at_most(2, n)


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Definition: U(m) = sum_j (1 - (1-q_j)^m), q_j = s_j/sum s.",
)
def _distinct_edges_as_sum(domain: Domain, s: Any, m: Any, j: Any) -> Application:
    q, n, _ = _shares("distinct_edges_as_sum", domain, s)
    (m,) = _number("distinct_edges_as_sum", domain, m)
    _index("distinct_edges_as_sum", j, s, m, n)
    score = sample_quantity("score_at")(s, j)
    missed = 1 - score / sp.Sum(score, (j, 1, n))
    return Application((_at_most(0, m),), Relation(_q("expected_unique")(q, m), "=", sp.Sum(1 - missed**m, (j, 1, n))))


@_lemma(
    "rudin_1976",
    "Theorem 4.23 (intermediate values)",
    "U(m) = sum_j (1 - (1-q_j)^m) is continuous, 0 at m = 0, and tends to n, the number of edges: it is u, 0 < u < n, "
    "at the number of draws that is defined so.",
)
def _draws_solve_for_distinct_edges(domain: Domain, s: Any, u: Any) -> Application:
    q, n, several = _shares("draws_solve_for_distinct_edges", domain, s)
    (u,) = _number("draws_solve_for_distinct_edges", domain, u)
    draws = _q("draws_for_unique")(q, u)
    return Application((several, _less(0, u), _less(u, n)), Relation(_q("expected_unique")(q, draws), "=", u))


@_lemma(
    "rudin_1976",
    "Theorem 5.11 (mean value theorem)",
    "U(m) = sum_j (1 - (1-q_j)^m) rises strictly in m: U(l) <= U(m) only if l <= m.",
)
def _distinct_edges_rise(domain: Domain, s: Any, l: Any, m: Any) -> Application:  # noqa: E741
    q, _, several = _shares("distinct_edges_rise", domain, s)
    low, high = _number("distinct_edges_rise", domain, l, m)
    unique = _q("expected_unique")
    premises = (several, _at_most(0, low), _at_most(0, high), _at_most(unique(q, low), unique(q, high)))
    return Application(premises, _at_most(low, high))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 86 (Jensen)",
    "1 - (1-t)^m is concave on [0, 1] for m >= 1: sum_j (1 - (1-q_j)^m) <= n (1 - (1-1/n)^m) for n shares q_j.",
)
def _distinct_edges_below_uniform(domain: Domain, s: Any, m: Any) -> Application:
    q, n, _ = _shares("distinct_edges_below_uniform", domain, s)
    (m,) = _number("distinct_edges_below_uniform", domain, m)
    bound = n * (1 - (1 - 1 / sp.sympify(n)) ** m)
    return Application((_at_most(1, m),), _at_most(_q("expected_unique")(q, m), bound))
