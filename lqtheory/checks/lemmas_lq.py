"""Foundation lemmas for norms, tails and weighted classes on l_q balls (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.definitions import is_vector, size_of
from lqtheory.domain import Domain, Integer
from lqtheory.errors import DomainError
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation
from lqtheory.symbols import is_nonzero_vector

__all__: list[str] = []


def _scalars(name: str, domain: Domain, *values: Any) -> list[sp.Expr]:
    """The values as expressions, refused if one of them stands for a vector."""
    expressions = [sp.sympify(v) for v in values]
    for value in expressions:
        if is_vector(value, domain):
            raise DomainError(f"{value} is a vector, not a number ({name})")
    return expressions


def _fresh(name: str, index: Any, *values: Any) -> None:
    """The bound index is a positive integer symbol that occurs nowhere else."""
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_positive):
        raise DomainError(f"the index {index} is not a positive integer symbol ({name})")
    if any(sp.sympify(v).has(index) for v in values):
        raise DomainError(f"the index {index} must not occur in {', '.join(map(str, values))} ({name})")


def _positive_vector(name: str, *vectors: Any) -> None:
    for vector in vectors:
        if not vector.is_positive:
            raise DomainError(
                f"{vector} is not known to have positive entries ({name}); declare Vector(..., sign='positive')"
            )


def _same_size(name: str, domain: Domain, *vectors: Any) -> sp.Expr:
    sizes = [size_of(v, domain) for v in vectors]
    if any(s != sizes[0] for s in sizes):
        raise DomainError(f"the vectors have {', '.join(map(str, sizes))} entries ({name}); the sizes must agree")
    return sizes[0]


# ---- order of the real numbers ---------------------------------------------------------------------------------------
@_lemma("rudin_1976", "Definition 1.5", "If a <= b and b <= a then a = b.")
def _antisymmetry(domain: Domain, a: Any, b: Any) -> Application:
    a, b = _scalars("antisymmetry", domain, a, b)
    return Application((_at_most(a, b), _at_most(b, a)), Relation(a, "=", b))


@_lemma("rudin_1976", "Definition 1.8", "The larger of two numbers is at most what both are at most.")
def _larger_of_two(domain: Domain, a: Any, b: Any, bound: Any) -> Application:
    a, b, bound = _scalars("larger_of_two", domain, a, b, bound)
    return Application((_at_most(a, bound), _at_most(b, bound)), _at_most(sp.Max(a, b), bound))


@_lemma("rudin_1976", "Theorem 1.33", "What is at most b with either sign has magnitude at most b.")
def _absolute_at_most(domain: Domain, t: Any, bound: Any) -> Application:
    t, bound = _scalars("absolute_at_most", domain, t, bound)
    if not t.is_extended_real:
        raise DomainError(f"{t} is not known to be real (absolute_at_most)")
    return Application((_at_most(t, bound), _at_most(-t, bound)), _at_most(sp.Abs(t), bound))


@_lemma("rudin_1976", "Definition 1.8", "A number clipped to [low, high] is at least low.")
def _clipped_above_low(domain: Domain, value: Any, low: Any, high: Any) -> Application:
    value, low, high = _scalars("clipped_above_low", domain, value, low, high)
    return Application((), _at_most(low, sp.Max(low, sp.Min(high, value))))


@_lemma("rudin_1976", "Definition 1.8", "A number clipped to [low, high] with low <= high is at most high.")
def _clipped_below_high(domain: Domain, value: Any, low: Any, high: Any) -> Application:
    value, low, high = _scalars("clipped_below_high", domain, value, low, high)
    return Application((_at_most(low, high),), _at_most(sp.Max(low, sp.Min(high, value)), high))


# ---- finite sums -----------------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Sums are compared term by term: f(i) <= c g(i) for all i gives sum f <= c sum g.",
)
def _termwise_sum(domain: Domain, body: Any, bound: Any, factor: Any, index: Any) -> Application:
    body, bound, factor = _scalars("termwise_sum", domain, body, bound, factor)
    if not isinstance(domain.parameters.get(str(index)), Integer) or domain.symbol(str(index)) != index:
        raise DomainError(f"the index {index} is not an integer variable of the proof (termwise_sum)")
    others = [name for name in domain.scalars() if name != str(index)]
    if factor.has(index) or any(domain.bound(name, w).has(index) for name in others for w in ("low", "high")):
        raise DomainError(f"neither {factor} nor another variable may depend on the index {index} (termwise_sum)")
    low, high = domain.bound(str(index), "low"), domain.bound(str(index), "high")
    premises = (_at_most(body, factor * bound), _at_most(low, high + 1))
    left, right = (sp.Sum(term, (index, low, high)) for term in (body, bound))
    return Application(premises, _at_most(left, factor * right), (index,))


@_lemma(
    "rudin_1976",
    "definition of the maximum norm",
    "The magnitudes relative to the largest are |x|/max|x|, so their power sum is sum|x|^q / max|x|^q.",
)
def _relative_power_sum(domain: Domain, x: Any, q: Any) -> Application:
    if not is_nonzero_vector(x):
        raise DomainError(
            f"{x} is not known to be a nonzero vector (relative_power_sum); declare Vector(..., nonzero=True)"
        )
    power_sum = _q("power_sum")
    quotient = power_sum(x, q) * _q("peak")(x) ** (-q)
    return Application((_less(0, q),), Relation(power_sum(_q("relative_magnitudes")(x), q), "=", quotient))


@_lemma(
    "rudin_1976", "definition of the maximum norm", "The largest entry is one of the entries: max|x|^q <= sum|x|^q."
)
def _peak_is_an_entry(domain: Domain, x: Any, q: Any) -> Application:
    return Application((_less(0, q),), _at_most(_q("peak")(x) ** q, _q("power_sum")(x, q)))


@_lemma(
    "rudin_1976",
    "definition of the maximum norm",
    "Every nonzero entry is at most the largest: sum|x|^q <= support(x) max|x|^q.",
)
def _support_times_peak(domain: Domain, x: Any, q: Any) -> Application:
    bound = _q("support_size")(x) * _q("peak")(x) ** q
    return Application((_less(0, q),), _at_most(_q("power_sum")(x, q), bound))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "A tail is the sum over its ranks: tail_p(k) = sum_{j=k+1}^{n} |x|_(j)^p.",
)
def _tail_as_sum(domain: Domain, x: Any, k: Any, p: Any, index: Any) -> Application:
    n = size_of(x, domain)
    _fresh("tail_as_sum", index, x, k, p)
    ranks = sp.Sum(_q("order_statistic")(x, index) ** p, (index, k + 1, n))
    return Application(
        (_less(0, p), _at_most(0, k), _at_most(k, n)), Relation(_q("tail_power_sum")(x, k, p), "=", ranks)
    )


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "A tail has n-k entries, none above the largest: tail_p(k) <= (n-k) max|x|^p.",
)
def _tail_below_peak(domain: Domain, x: Any, k: Any, p: Any) -> Application:
    n = size_of(x, domain)
    premises = (_less(0, p), _at_most(0, k), _at_most(k, n))
    return Application(premises, _at_most(_q("tail_power_sum")(x, k, p), (n - k) * _q("peak")(x) ** p))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "A tail of a positive vector that is not empty is positive: 0 < tail_r(k) for k < n.",
)
def _tail_of_positive(domain: Domain, c: Any, k: Any, r: Any) -> Application:
    _positive_vector("tail_of_positive", c)
    premises = (_less(0, r), _at_most(0, k), _less(k, size_of(c, domain)))
    return Application(premises, _less(0, _q("tail_power_sum")(c, k, r)))


# ---- weighted classes ------------------------------------------------------------------------------------------------
def _paired(c: Any, v: Any, q: Any, n: Any, index: Any) -> sp.Expr:
    """Sum of the costs in ascending order times the q-th powers of the magnitudes in descending order."""
    order = _q("order_statistic")
    return sp.Sum(order(c, n + 1 - index) * order(v, index) ** q, (index, 1, n))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 368 (rearrangement)",
    "Opposite orders minimise the pairing: sum_j c_(n+1-j) |v|_(j)^q <= sum_i c_i |v_i|^q for c > 0.",
)
def _rearrangement(domain: Domain, c: Any, v: Any, q: Any, index: Any) -> Application:
    n = _same_size("rearrangement", domain, c, v)
    _positive_vector("rearrangement", c)
    _fresh("rearrangement", index, c, v, q)
    return Application((_less(0, q),), _at_most(_paired(c, v, q, n, index), _q("weighted_power_sum")(v, c, q)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Weights move between factors: sum w_i b_i^(-s) |b_i^(s/q) x_i|^q = sum w_i |x_i|^q for b > 0.",
)
def _reweighting(domain: Domain, x: Any, w: Any, b: Any, s: Any, q: Any) -> Application:
    _same_size("reweighting", domain, x, w, b)
    _positive_vector("reweighting", w, b)
    weighted = _q("weighted_power_sum")
    return Application((_less(0, q),), Relation(weighted(b ** (s / q) * x, w * b ** (-s), q), "=", weighted(x, w, q)))


@_lemma(
    "rockafellar_1970",
    "Theorem 32.2 with Abel summation",
    "A convex function on {y sorted, sum c_j y_j <= R}, c ascending, is largest at a flat vertex: tail_p(v, k) <= "
    "max_m (m-k) (R / (c_1+...+c_m))^(p/q) for q <= p.",
)
def _weighted_sorted_simplex_vertices(
    domain: Domain, c: Any, v: Any, k: Any, q: Any, p: Any, index: Any, rank: Any
) -> Application:
    n = _same_size("weighted_sorted_simplex_vertices", domain, c, v)
    _positive_vector("weighted_sorted_simplex_vertices", c)
    _fresh("weighted_sorted_simplex_vertices", index, c, v, k, q, p)
    _fresh("weighted_sorted_simplex_vertices", rank, c, v, k, q, p, index)
    if not sp.sympify(k).is_integer:
        raise DomainError(f"k={k} is not known to be an integer (weighted_sorted_simplex_vertices)")
    tail = _q("tail_power_sum")
    body = (index - k) * (_paired(c, v, q, n, rank) / tail(c, n - index, 1)) ** (p / q)
    premises = (_less(0, q), _at_most(q, p), _at_most(0, k), _less(k, n))
    return Application(premises, _at_most(tail(v, k, p), MaxOver(body, index, k + 1, n)))


# ---- prefixes within a budget ----------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "A prefix keeps ratios of at least the first pruned one h, at a cost above s - max omega^2: h^q (s - max "
    "omega^2) + pruned part <= whole.",
)
def _kept_above_level(domain: Domain, x: Any, omega: Any, s: Any, q: Any) -> Application:
    _same_size("kept_above_level", domain, x, omega)
    _positive_vector("kept_above_level", omega)
    level, total, error = _q("budget_level"), _q("weighted_lq_norm"), _q("budget_tail_error")
    kept = level(x, omega, s) ** q * (s - _q("peak")(omega) ** 2)
    premises = (_less(0, q), _at_most(0, s))
    return Application(premises, _at_most(kept + error(x, omega, s, q) ** q, total(x, omega, q) ** q))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "No pruned ratio exceeds the first one h: pruned part in l_p <= h^(p-q) times pruned part in l_q, q <= p.",
)
def _pruned_below_level(domain: Domain, x: Any, omega: Any, s: Any, q: Any, p: Any) -> Application:
    _same_size("pruned_below_level", domain, x, omega)
    _positive_vector("pruned_below_level", omega)
    level, error = _q("budget_level")(x, omega, s), _q("budget_tail_error")
    premises = (_less(0, q), _at_most(q, p), _at_most(0, s))
    return Application(premises, _at_most(error(x, omega, s, p) ** p, level ** (p - q) * error(x, omega, s, q) ** q))
