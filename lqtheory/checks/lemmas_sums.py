"""Foundation lemmas on real functions, finite sums, sorted entries, averages (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.definitions import is_vector, size_of
from lqtheory.domain import Domain, Integer, Real, Vector
from lqtheory.errors import DomainError
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation
from lqtheory.symbols import is_nonzero_vector

__all__: list[str] = []


def _number(name: str, domain: Domain, *values: Any) -> list[sp.Expr]:
    """The values as expressions, refused where one of them stands for a vector."""
    found = [sp.sympify(v) for v in values]
    for value in found:
        if is_vector(value, domain):
            raise DomainError(f"{value} is a vector, not a number ({name})")
    return found


def _rank(name: str, *values: Any) -> None:
    for value in values:
        if not sp.sympify(value).is_integer:
            raise DomainError(f"the rank {value} is not known to be an integer ({name})")


def _index(name: str, index: Any, *values: Any) -> None:
    """A bound index: a positive integer symbol that occurs nowhere else."""
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_positive):
        raise DomainError(f"the index {index} is not a positive integer symbol ({name})")
    if any(sp.sympify(v).has(index) for v in values):
        raise DomainError(f"the index {index} must not occur in {', '.join(map(str, values))} ({name})")


def _running_index(name: str, domain: Domain, index: Any, *constants: Any) -> tuple[sp.Expr, sp.Expr]:
    """Range of an integer variable of the proof on which neither the constants nor other ranges depend."""
    if not isinstance(domain.parameters.get(str(index)), Integer) or domain.symbol(str(index)) != index:
        raise DomainError(f"the index {index} is not an integer variable of the proof ({name})")
    others = [domain.bound(other, w) for other in domain.scalars() if other != str(index) for w in ("low", "high")]
    if any(sp.sympify(v).has(index) for v in (*constants, *others)):
        raise DomainError(f"neither {', '.join(map(str, constants))} nor another range may depend on {index} ({name})")
    return domain.bound(str(index), "low"), domain.bound(str(index), "high")


def _polynomial(name: str, weight: Any, index: Any) -> None:
    """Weights that are finite at every rank."""
    if not weight.is_polynomial(index):
        raise DomainError(f"the weight {weight} is not a polynomial in {index} ({name})")


def _varies(x: Any, n: Any) -> Relation:
    """The magnitudes are not all equal."""
    return _less(_q("order_statistic")(x, n), _q("order_statistic")(x, 1))


# ---- real functions --------------------------------------------------------------------------------------------------
def _smooth_parts(value: sp.Expr, variable: sp.Symbol) -> list[sp.Expr]:
    """What must be positive for a composition of powers, exp, erf and log to be smooth; other functions are refused."""
    parts = []
    for node in sp.preorder_traversal(value):
        if not node.has(variable) or node == variable or isinstance(node, (sp.Add, sp.Mul, sp.exp, sp.erf, sp.erfc)):
            continue
        if isinstance(node, sp.log):
            parts.append(node.args[0])
        elif isinstance(node, sp.Pow) and not (node.exp.is_integer and node.exp.is_nonnegative and node.exp.is_number):
            parts.append(node.base)
        elif not isinstance(node, sp.Pow):
            raise DomainError(f"{node} is not made of powers, exp, erf and log of {variable} (falling_function)")
    return list(dict.fromkeys(parts))


@_lemma(
    "rudin_1976",
    "Definition 1.5 (order)",
    "Equals for equals: where v <= c <= v, an expression in v has its value at c.",
)
def _value_at(domain: Domain, body: Any, variable: Any, value: Any) -> Application:
    """``variable`` is a scalar of the proof, on which no size of a vector and no object depends; ``value`` a number."""
    body, value = _number("value_at", domain, body, value)
    if not isinstance(domain.parameters.get(str(variable)), (Integer, Real)) or not value.is_number:
        raise DomainError(f"{variable} is no scalar of the proof, or {value} no number (value_at)")
    premises = (_at_most(variable, value), _at_most(value, variable))
    return Application(premises, Relation(body, "=", body.subs(variable, value)))


@_lemma(
    "rudin_1976",
    "Theorem 5.11 (mean value theorem)",
    "A function that is continuous on [u, v] and has a negative derivative inside falls: f(v) < f(u).",
)
def _falling_function(domain: Domain, value: Any, variable: Any) -> Application:
    """The interval is the range of ``variable``, an open real variable of the proof."""
    (value,) = _number("falling_function", domain, value)
    member = domain.parameters.get(str(variable))
    if not isinstance(member, Real) or domain.symbol(str(variable)) != variable or member.closed or member.infinite:
        raise DomainError(f"{variable} is not a real variable of the proof with an open range (falling_function)")
    low, high = domain.bound(str(variable), "low"), domain.bound(str(variable), "high")
    others = [name for name in domain.scalars() if name != str(variable)]
    if not (low.is_finite and high.is_finite) or any(
        domain.bound(o, w).has(variable) for o in others for w in ("low", "high")
    ):
        raise DomainError(
            f"the range of {variable} must be finite and no other range may depend on it (falling_function)"
        )
    parts = _smooth_parts(value, variable)
    smooth = [_less(0, part.subs(variable, at)) for part in parts for at in (low, variable, high)]
    slope = _less(sp.diff(value, variable), 0)
    conclusion = _less(value.subs(variable, high), value.subs(variable, low))
    return Application((_less(low, high), *dict.fromkeys(smooth), slope), conclusion, (variable,))


# ---- sums over sorted entries ----------------------------------------------------------------------------------------
@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 43 (Chebyshev)",
    "Oppositely sorted sequences: n sum_j w(j) |x|_(j) <= sum_j w(j) sum_i |x_i| for increasing w, "
    "strictly if w increases strictly and the magnitudes are not all equal.",
)
def _chebyshev_sums(domain: Domain, x: Any, weight: Any, index: Any, strict: bool = False) -> Application:
    n = size_of(x, domain)
    (weight,) = _number("chebyshev_sums", domain, weight)
    _polynomial("chebyshev_sums", weight, index)
    if _running_index("chebyshev_sums", domain, index, x, n) != (1, n):
        raise DomainError(f"the index {index} does not range over 1..{n} (chebyshev_sums)")
    step = weight.subs(index, index + 1)
    left = n * sp.Sum(weight * _q("order_statistic")(x, index), (index, 1, n))
    right = sp.Sum(weight, (index, 1, n)) * _q("power_sum")(x, 1)
    if strict:
        return Application((_less(weight, step), _varies(x, n)), _less(left, right), (index,))
    return Application((_at_most(weight, step),), _at_most(left, right), (index,))


@_lemma("rudin_1976", "definition of a finite sum", "A sum of nonnegative terms is at least each of them.")
def _term_at_most_sum(domain: Domain, body: Any, index: Any, at: Any) -> Application:
    body, at = _number("term_at_most_sum", domain, body, at)
    _rank("term_at_most_sum", at)
    low, high = _running_index("term_at_most_sum", domain, index, at)
    premises = (_at_most(0, body), _at_most(low, at), _at_most(at, high))
    return Application(premises, _at_most(body.subs(index, at), sp.Sum(body, (index, low, high))), (index,))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Finite sums are linear: if total(i) = c f(i) + d g(i) + ... for all i then sum total = c sum f + d sum g + ...",
)
def _linear_sum(domain: Domain, total: Any, terms: Any, index: Any, low: Any, high: Any) -> Application:
    """``terms`` holds pairs (coefficient, body); that they add up to ``total`` is seen by multiplying out."""
    total, low, high = _number("linear_sum", domain, total, low, high)
    coefficients = _number("linear_sum", domain, *(c for c, _ in terms))
    bodies = _number("linear_sum", domain, *(body for _, body in terms))
    if not (isinstance(index, sp.Symbol) and index.is_integer) or any(e.has(index) for e in (*coefficients, low, high)):
        raise DomainError(f"{index} is no integer symbol, or a coefficient or an end depends on it (linear_sum)")
    if (index.is_positive and not low.is_positive) or (index.is_nonnegative and not low.is_nonnegative):
        raise DomainError(f"the index {index} is taken for larger than its lower end {low} (linear_sum)")
    if sp.expand(total - sp.Add(*(c * body for c, body in zip(coefficients, bodies, strict=True)))) != 0:
        raise DomainError(f"{total} is not the sum of the terms {terms} (linear_sum)")
    sums = sp.Add(*(c * sp.Sum(body, (index, low, high)) for c, body in zip(coefficients, bodies, strict=True)))
    return Application((_at_most(low, high + 1),), Relation(sp.Sum(total, (index, low, high)), "=", sums))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "A finite sum splits at any place: the sum over low..high is that over low..at plus that over at+1..high.",
)
def _sum_splits(domain: Domain, body: Any, index: Any, low: Any, at: Any, high: Any) -> Application:
    body, low, at, high = _number("sum_splits", domain, body, low, at, high)
    _rank("sum_splits", low, at, high)
    if not (isinstance(index, sp.Symbol) and index.is_integer) or any(e.has(index) for e in (low, at, high)):
        raise DomainError(f"{index} is no integer symbol, or an end depends on it (sum_splits)")
    whole, first, second = (sp.Sum(body, (index, *ends)) for ends in ((low, high), (low, at), (at + 1, high)))
    return Application((_at_most(low, at + 1), _at_most(at, high)), Relation(whole, "=", first + second))


@_lemma("rudin_1976", "induction on n", "Gauss: 1 + 2 + ... + n = n(n+1)/2.")
def _sum_of_ranks(domain: Domain, index: Any, n: Any) -> Application:
    (n,) = _number("sum_of_ranks", domain, n)
    _index("sum_of_ranks", index, n)
    _rank("sum_of_ranks", n)
    return Application((_at_most(0, n),), Relation(sp.Sum(index, (index, 1, n)), "=", n * (n + 1) / 2))


@_lemma(
    "rudin_1976",
    "regrouping of finite sums",
    "A sum over 1..2n may be taken in pairs: sum_{j<=2n} f(j) = sum_{j<=n} (f(2j-1) + f(2j)).",
)
def _sum_in_pairs(domain: Domain, body: Any, index: Any, n: Any) -> Application:
    body, n = _number("sum_in_pairs", domain, body, n)
    _index("sum_in_pairs", index, n)
    _rank("sum_in_pairs", n)
    pairs = body.subs(index, 2 * index - 1) + body.subs(index, 2 * index)
    return Application((_at_most(0, n),), Relation(sp.Sum(body, (index, 1, 2 * n)), "=", sp.Sum(pairs, (index, 1, n))))


@_lemma("rudin_1976", "definition of a finite sum", "Sums of equal terms are equal.")
def _equal_terms(domain: Domain, body: Any, other: Any, index: Any) -> Application:
    body, other = _number("equal_terms", domain, body, other)
    limits = (index, *_running_index("equal_terms", domain, index))
    premises = (Relation(body, "=", other), _at_most(limits[1], limits[2] + 1))
    return Application(premises, Relation(sp.Sum(body, limits), "=", sp.Sum(other, limits)), (index,))


@_lemma(
    "rudin_1976", "definition of the order statistics", "The sorted magnitudes decrease: |x|_(j) <= |x|_(i) for i <= j."
)
def _order_statistics_decrease(domain: Domain, x: Any, i: Any, j: Any) -> Application:
    _rank("order_statistics_decrease", i, j)
    order = _q("order_statistic")
    premises = (_at_most(1, i), _at_most(i, j), _at_most(j, size_of(x, domain)))
    return Application(premises, _at_most(order(x, j), order(x, i)))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "A tail begins with its largest entry: tail_p(k) = |x|_(k+1)^p + tail_p(k+1).",
)
def _tail_begins(domain: Domain, x: Any, k: Any, p: Any) -> Application:
    _rank("tail_begins", k)
    tail = _q("tail_power_sum")
    premises = (_less(0, p), _at_most(0, k), _less(k, size_of(x, domain)))
    first = _q("order_statistic")(x, k + 1) ** p
    return Application(premises, Relation(tail(x, k, p), "=", first + tail(x, k + 1, p)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "A sum of powers vanishes for the zero vector only: if one of them is positive then all are.",
)
def _power_sums_positive_together(domain: Domain, x: Any, r: Any, u: Any) -> Application:
    power_sum = _q("power_sum")
    return Application((_less(0, r), _less(0, u), _less(0, power_sum(x, u))), _less(0, power_sum(x, r)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "A sum of squares is positive unless all of them vanish: if sum ((x_i - y_i)/c_i)^2 <= 0 with c > 0 then x = y.",
)
def _squares_vanish(domain: Domain, x: Any, y: Any, c: Any) -> Application:
    x, y, c = map(sp.sympify, (x, y, c))
    if len({size_of(v, domain) for v in (x, y, c)}) != 1 or not c.is_positive:
        raise DomainError(f"{x}, {y}, {c} have different sizes, or {c} is not known to be positive (squares_vanish)")
    return Application((_at_most(_q("power_sum")((x - y) / c, 2), 0),), Relation(x, "=", y))


# ---- sums over subsets -----------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Where z_i = 0 the entry x_i - z_i is x_i: the sum of |x_i|^p over those i is part of sum|x_i - z_i|^p.",
)
def _unchanged_part(domain: Domain, x: Any, z: Any, p: Any) -> Application:
    if size_of(x, domain) != size_of(z, domain):
        raise DomainError(f"{x} and {z} have different numbers of entries (unchanged_part)")
    outside = _q("off_support_power_sum")(x, z, p)
    return Application((_less(0, p),), _at_most(outside, _q("power_sum")(x - z, p)))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 368 (rearrangement with weights 0 and 1)",
    "Any n-k entries, or more, have at least the power sum of the n-k smallest.",
)
def _smallest_sum(domain: Domain, x: Any, z: Any, k: Any, p: Any) -> Application:
    """``z`` is declared with at most ``k`` nonzero entries; the sum runs over the others."""
    member = domain.parameters.get(str(z))
    n = size_of(x, domain)
    if not isinstance(member, Vector) or member.nonzeros is None or size_of(z, domain) != n:
        raise DomainError(f"{z} is not declared as a vector of {n} entries with few nonzeros (smallest_sum)")
    allowed = sp.sympify(member.nonzeros, locals={s.name: s for s in domain.symbols})
    _rank("smallest_sum", k)
    premises = (_less(0, p), _at_most(allowed, k), _at_most(0, k), _at_most(k, n))
    return Application(premises, _at_most(_q("tail_power_sum")(x, k, p), _q("off_support_power_sum")(x, z, p)))


# ---- multiples, shares and averages ----------------------------------------------------------------------------------
@_lemma(
    "rudin_1976", "definition of a finite sum", "Multiples: if y = c x with c > 0 then sum|y_i|^r = c^r sum|x_i|^r."
)
def _power_sum_of_multiple(domain: Domain, x: Any, y: Any, c: Any, r: Any) -> Application:
    c, r = _number("power_sum_of_multiple", domain, c, r)
    power_sum = _q("power_sum")
    premises = (_less(0, c), _less(0, r), Relation(y, "=", c * x))
    return Application(premises, Relation(power_sum(y, r), "=", c**r * power_sum(x, r)))


@_lemma("rudin_1976", "definition of the order statistics", "Multiples: |c x|_(j) = c |x|_(j) for c > 0.")
def _order_of_multiple(domain: Domain, x: Any, c: Any, j: Any) -> Application:
    (c,) = _number("order_of_multiple", domain, c)
    _rank("order_of_multiple", j)
    order = _q("order_statistic")
    premises = (_less(0, c), _at_most(1, j), _at_most(j, size_of(x, domain)))
    return Application(premises, Relation(order(c * x, j), "=", c * order(x, j)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "The shares pi_i = |x_i|^p / sum|x|^p have sum pi^a = sum|x|^(pa) / (sum|x|^p)^a.",
)
def _power_sum_of_shares(domain: Domain, x: Any, p: Any, a: Any) -> Application:
    if not is_nonzero_vector(x):
        raise DomainError(f"{x} is not known to be a nonzero vector (power_sum_of_shares); declare it nonzero")
    power_sum = _q("power_sum")
    shares = power_sum(_q("mass_shares")(x, p), a)
    return Application((_less(0, p), _less(0, a)), Relation(shares, "=", power_sum(x, p * a) * power_sum(x, p) ** (-a)))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "The shares pi_i = |x_i|^p / sum|x|^p are ordered like the entries: their tails are tail_p(x, k) / sum|x|^p.",
)
def _tail_of_shares(domain: Domain, x: Any, p: Any, k: Any) -> Application:
    k = sp.sympify(k)
    if not is_nonzero_vector(x) or not k.is_integer:
        raise DomainError(f"{x} is no nonzero vector or {k} no integer, as far as is known (tail_of_shares)")
    tail = _q("tail_power_sum")
    premises = (_less(0, p), _at_most(0, k), _at_most(k, size_of(x, domain)))
    return Application(
        premises, Relation(tail(_q("mass_shares")(x, p), k, 1), "=", tail(x, k, p) / _q("power_sum")(x, p))
    )


@_lemma(
    "marshall_olkin_arnold_2011",
    "Definition 1.A.1 at the quantity majorisation_defect",
    "The defect is the largest excess, over k, of the k largest shares of y over those of x.",
)
def _defect_of_heads(domain: Domain, x: Any, y: Any, p: Any, index: Any) -> Application:
    if size_of(x, domain) != size_of(y, domain) or any(sp.sympify(e).has(index) for e in (x, y, p)):
        raise DomainError(f"{x} and {y} have different sizes, or {index} occurs in them (defect_of_heads)")
    power_sum, tail, shares = (_q(name) for name in ("power_sum", "tail_power_sum", "mass_shares"))
    heads = [power_sum(shares(v, p), 1) - tail(shares(v, p), index, 1) for v in (y, x)]
    largest = MaxOver(heads[0] - heads[1], index, 0, size_of(x, domain))
    return Application((_less(0, p),), Relation(_q("majorisation_defect")(x, y, p), "=", largest))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 108 (Karamata, Schur concavity)",
    "Where the shares of x majorise those of y, their sum of a-th powers is not larger for a <= 1, not smaller for "
    "a >= 1.",
)
def _majorised_powers(domain: Domain, x: Any, y: Any, p: Any, a: Any, convex: bool) -> Application:
    if size_of(x, domain) != size_of(y, domain):
        raise DomainError(f"{x} and {y} have different sizes (majorised_powers)")
    sums = [_q("power_sum")(_q("mass_shares")(v, p), a) for v in ((y, x) if convex else (x, y))]
    side = _at_most(1, a) if convex else _at_most(a, 1)
    premises = (_less(0, p), _less(0, a), side, _at_most(_q("majorisation_defect")(x, y, p), 0))
    return Application(premises, _at_most(*sums))


@_lemma(
    "marshall_olkin_arnold_2011",
    "3.D.1 (Schur concavity of Shannon's entropy)",
    "Where the shares of x majorise those of y, the exponential Shannon entropy s_{p,p}(x) is at most s_{p,p}(y).",
)
def _majorised_entropies(domain: Domain, x: Any, y: Any, p: Any) -> Application:
    if size_of(x, domain) != size_of(y, domain):
        raise DomainError(f"{x} and {y} have different sizes (majorised_entropies)")
    if not (is_nonzero_vector(x) and is_nonzero_vector(y)):
        raise DomainError(f"{x} or {y} is not known to be a nonzero vector (majorised_entropies); declare it nonzero")
    entropies = [_q("effective_sparsity")(v, p, p) for v in (x, y)]
    return Application((_less(0, p), _at_most(_q("majorisation_defect")(x, y, p), 0)), _at_most(*entropies))


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorems 86 and 108 (Jensen)",
    "Moving all magnitudes towards their mean lowers their power sum for r >= 1 and raises it for r <= 1,"
    " strictly for r != 1 unless they are all equal.",
)
def _towards_the_mean(domain: Domain, x: Any, t: Any, r: Any, convex: bool, strict: bool = False) -> Application:
    t, r = _number("towards_the_mean", domain, t, r)
    power_sum, n = _q("power_sum"), size_of(x, domain)
    mixed = power_sum((1 - t) * _q("magnitudes")(x) + t * power_sum(x, 1) / n, r)
    before = power_sum(x, r)
    order = _less if strict else _at_most
    premises = [order(1, r) if convex else order(r, 1), _less(0, r), _at_most(t, 1)]
    premises += [_less(0, t), _varies(x, n)] if strict else [_at_most(0, t)]
    return Application(tuple(premises), order(mixed, before) if convex else order(before, mixed))
