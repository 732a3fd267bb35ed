"""Foundation lemmas on integrals and special functions, for random weights (see :mod:`lqtheory.checks.lemmas`).

Truncated moments and incomplete functions are integrals with a variable upper end; what is used of them is that they
vanish where the interval is empty, and their derivative, the integrand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.checks.lemmas_sums import _number, _rank, _running_index
from lqtheory.domain import Domain, Real
from lqtheory.errors import DomainError
from lqtheory.relations import Relation

__all__: list[str] = []


def _gaussian(p: Any, T: Any, a: Any) -> sp.Expr:
    return T**p * sp.sqrt(2 / sp.pi) / a * sp.exp(-(T**2) / (2 * a**2))


def _laplace(p: Any, T: Any, a: Any) -> sp.Expr:
    return T**p * sp.exp(-T / a) / a


def _generalised(p: Any, T: Any, s: Any, a: Any) -> sp.Expr:
    return T**p * s / (a * sp.gamma(1 / s)) * sp.exp(-((T / a) ** s))


def _student(p: Any, T: Any, s: Any) -> sp.Expr:
    constant = 2 * sp.gamma((s + 1) / 2) / (sp.sqrt(s * sp.pi) * sp.gamma(s / 2))
    return T**p * constant * (1 + T**2 / s) ** (-(s + 1) / 2)


def _beta(s: Any, a: Any, T: Any) -> sp.Expr:
    return T ** (s - 1) * (1 - T) ** (a - 1) * sp.gamma(s + a) / (sp.gamma(s) * sp.gamma(a))


def _cap(d: Any, alpha: Any) -> sp.Expr:
    return sp.sin(alpha) ** (d - 2) * sp.gamma(d / 2) / (sp.sqrt(sp.pi) * sp.gamma((d - 1) / 2))


#: quantity -> (integrand at the upper end, position of that end, the end at which the integral is empty).
_INTEGRALS: dict[str, tuple[Callable[..., sp.Expr], int, Callable[..., Any]]] = {
    "gamma_ratio": (lambda s, T: T ** (s - 1) * sp.exp(-T) / sp.gamma(s), 1, lambda *_: 0),
    "beta_ratio": (_beta, 2, lambda *_: 0),
    "beta_ratio_integral": (lambda s, a, T: _q("beta_ratio")(s, a, T), 2, lambda *_: 0),
    "incomplete_beta": (lambda s, a, T: T ** (s - 1) * (1 - T) ** (a - 1), 2, lambda *_: 0),
    "gaussian_truncated_moment": (_gaussian, 1, lambda *_: 0),
    "laplace_truncated_moment": (_laplace, 1, lambda *_: 0),
    "generalised_gaussian_truncated_moment": (_generalised, 1, lambda *_: 0),
    "uniform_truncated_moment": (lambda p, T, a: T**p / a, 1, lambda *_: 0),
    "generalised_gaussian_lorenz_integral": (
        lambda T, s, a: _q("generalised_gaussian_truncated_moment")(1, T, s, a) * _generalised(0, T, s, a),
        0,
        lambda *_: 0,
    ),
    "uniform_lorenz_integral": (lambda T, a: _q("uniform_truncated_moment")(1, T, a) / a, 0, lambda *_: 0),
    "student_truncated_moment": (_student, 1, lambda *_: 0),
    "cap_share": (_cap, 1, lambda *_: 0),
    "pareto_truncated_moment": (lambda p, T, s, a: s * a**s * T ** (p - s - 1), 1, lambda p, T, s, a: a),
}
#: Operations that are smooth on the whole real line.
_ENTIRE = (sp.Add, sp.Mul, sp.exp, sp.erf, sp.erfc, sp.atan, sp.sin, sp.cos)
#: quantity -> where that integrand holds, beyond an end inside the range.
_WITHIN: dict[str, Callable[..., tuple[Relation, ...]]] = {
    "uniform_truncated_moment": lambda p, T, a: (_at_most(T, a),),
    "uniform_lorenz_integral": lambda T, a: (_at_most(T, a),),
    "beta_ratio": lambda s, a, T: (_less(T, 1),),
    "incomplete_beta": lambda s, a, T: (_less(T, 1),),
    "beta_ratio_integral": lambda s, a, T: (_less(T, 1),),
    "cap_share": lambda d, alpha: (_less(1, d), _less(alpha, sp.pi)),
}
#: quantity -> letters of any sign; other letters are positive, orders p of moments nonnegative.
_UNSIGNED = {"incomplete_beta": "a"}


def _integrals(value: sp.Expr, variable: sp.Symbol) -> list[sp.Expr]:
    """Integrals whose upper end, and nothing else of them, depends on the variable; others are refused."""
    found = []
    for head in sorted(value.atoms(sp.Function), key=str):
        quantity = getattr(type(head), "quantity", None)
        if quantity is None or not head.has(variable):
            continue
        known = _INTEGRALS.get(quantity.name)
        if known is None or any(a.has(variable) for i, a in enumerate(head.args) if i != known[1]):
            raise DomainError(f"the derivative of {head} in {variable} is not known (equal_derivatives)")
        found.append(head)
    return found


def _derivative(value: sp.Expr, variable: sp.Symbol) -> sp.Expr:
    """Total derivative: the integrand at the upper end for every integral."""
    heads = {head: sp.Dummy(real=True) for head in _integrals(value, variable)}
    plain = value.xreplace(heads)
    total = sp.diff(plain, variable)
    for head, dummy in heads.items():
        integrand, end, _ = _INTEGRALS[type(head).quantity.name]
        total += sp.diff(plain, dummy) * integrand(*head.args) * sp.diff(head.args[end], variable)
    return total.xreplace({dummy: head for head, dummy in heads.items()})


def _at_low(value: sp.Expr, variable: sp.Symbol, low: sp.Expr) -> sp.Expr:
    """The value at the lower end, where every integral must be empty."""
    zero = {}
    for head in _integrals(value, variable):
        _, end, empty = _INTEGRALS[type(head).quantity.name]
        if sp.expand(head.args[end].subs(variable, low) - empty(*head.args)) != 0:
            raise DomainError(f"{head} is not an empty integral at {variable}={low} (equal_derivatives)")
        zero[head] = sp.S.Zero
    return value.xreplace(zero).subs(variable, low)


def _smooth(value: sp.Expr, variable: sp.Symbol, low: sp.Expr) -> list[Relation]:
    """What makes a value continuous from its lower end on and differentiable beyond it."""
    needed = []
    for node in sp.preorder_traversal(value):
        if not node.has(variable) or node == variable or isinstance(node, _ENTIRE):
            continue
        name = getattr(getattr(type(node), "quantity", None), "name", "")
        if name in _INTEGRALS:
            _, end, empty = _INTEGRALS[name]
            fixed = zip(type(node).quantity.arguments, node.args, strict=True)
            free = "T" + _UNSIGNED.get(name, "")
            needed += [_at_most(0, v) if letter == "p" else _less(0, v) for letter, v in fixed if letter not in free]
            needed += [_less(empty(*node.args), node.args[end]), *_WITHIN.get(name, lambda *_: ())(*node.args)]
        elif isinstance(node, sp.log):
            needed += [_less(0, node.args[0]), _less(0, node.args[0].subs(variable, low))]
        elif not isinstance(node, sp.Pow):
            raise DomainError(
                f"{node} is not made of powers, exp, log, erf, atan and known integrals (equal_derivatives)"
            )
        elif not (node.exp.is_Integer and node.exp.is_nonnegative):
            if node.exp.has(variable):
                raise DomainError(f"the exponent of {node} depends on {variable} (equal_derivatives)")
            start = node.base.subs(variable, low)
            needed += [_less(0, node.base), _less(0, node.exp) if start == 0 else _less(0, start)]
    return list(dict.fromkeys(needed))


@_lemma(
    "rudin_1976",
    "Theorems 5.11 and 6.20 (fundamental theorem of calculus)",
    "Two functions that agree at the lower end of an interval, are continuous there, and have equal derivatives beyond"
    " it are equal; the derivative of an integral is its integrand at the upper end.",
)
def _equal_derivatives(domain: Domain, left: Any, right: Any, variable: Any) -> Application:
    """The interval is the range of ``variable``, a real variable that is open below."""
    left, right = _number("equal_derivatives", domain, left, right)
    member = domain.parameters.get(str(variable))
    if not isinstance(member, Real) or domain.symbol(str(variable)) != variable or member.infinite:
        raise DomainError(f"{variable} is not a real variable of the proof (equal_derivatives)")
    low, high = domain.bound(str(variable), "low"), domain.bound(str(variable), "high")
    others = [name for name in domain.scalars() if name != str(variable)]
    if member.includes_low or low.is_finite is not True or high.has(variable):
        raise DomainError(f"the range of {variable} has no lower end that is left out (equal_derivatives)")
    if any(domain.bound(o, w).has(variable) for o in others for w in ("low", "high")):
        raise DomainError(f"the range of another variable depends on {variable} (equal_derivatives)")
    smooth = [*_smooth(left, variable, low), *_smooth(right, variable, low)]
    start = Relation(_at_low(left, variable, low), "=", _at_low(right, variable, low))
    slope = Relation(_derivative(left, variable), "=", _derivative(right, variable))
    return Application((*dict.fromkeys(smooth), start, slope), Relation(left, "=", right), (variable,))


@_lemma(
    "olver_lozier_boisvert_clark_2010",
    "5.9.1 (Euler's integral)",
    "The p-th absolute moment of the density proportional to exp(-|w/a|^s) is a^p Gamma((p+1)/s)/Gamma(1/s).",
)
def _euler_integral(domain: Domain, p: Any, s: Any, a: Any) -> Application:
    p, s, a = _number("euler_integral", domain, p, s, a)
    value = a**p * sp.gamma((p + 1) / s) / sp.gamma(1 / s)
    premises = (_at_most(0, p), _less(0, s), _less(0, a))
    return Application(premises, Relation(_q("generalised_gaussian_moment")(p, s, a), "=", value))


@_lemma(
    "olver_lozier_boisvert_clark_2010",
    "25.11.3",
    "The Hurwitz zeta function loses its first term: zeta(s, t) = t^(-s) + zeta(s, t+1) for s > 1, t > 0.",
)
def _hurwitz_step(domain: Domain, s: Any, t: Any) -> Application:
    s, t = _number("hurwitz_step", domain, s, t)
    return Application((_less(1, s), _less(0, t)), Relation(sp.zeta(s, t), "=", t ** (-s) + sp.zeta(s, t + 1)))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Telescoping: if f(i) = g(i) - g(i+1) for all i of a range then sum f = g(first) - g(last + 1).",
)
def _telescoping_sum(domain: Domain, body: Any, antidifference: Any, index: Any) -> Application:
    body, before = _number("telescoping_sum", domain, body, antidifference)
    low, high = _running_index("telescoping_sum", domain, index)
    premises = (Relation(body, "=", before - before.subs(index, index + 1)), _at_most(low, high + 1))
    ends = before.subs(index, low) - before.subs(index, high + 1)
    return Application(premises, Relation(sp.Sum(body, (index, low, high)), "=", ends), (index,))


@_lemma(
    "rudin_1976",
    "definition of a finite sum",
    "Terms may be raised and nonnegative ones added: if g(i) <= f(i) and 0 <= f(i) for all i of a range then the sum "
    "of g over its end is at most the sum of f over all of it.",
)
def _part_of_sum(domain: Domain, body: Any, larger: Any, index: Any, start: Any) -> Application:
    body, larger, start = _number("part_of_sum", domain, body, larger, start)
    _rank("part_of_sum", start)
    low, high = _running_index("part_of_sum", domain, index, start)
    premises = (_at_most(body, larger), _at_most(0, larger), _at_most(low, start), _at_most(start, high + 1))
    sums = sp.Sum(body, (index, start, high)), sp.Sum(larger, (index, low, high))
    return Application(premises, _at_most(*sums), (index,))


# ---- order statistics ------------------------------------------------------------------------------------------------
def _law(law: Any, name: str) -> str:
    if str(law) not in ("uniform", "laplace"):
        raise DomainError(f"law={law} is neither uniform nor laplace ({name})")
    return str(law)


@_lemma(
    "david_nagaraja_2003",
    "section 2.1 (order statistics)",
    "The expected energy outside the k largest magnitudes is the sum of the second moments of the others.",
)
def _expected_tail_by_ranks(domain: Domain, law: Any, k: Any, n: Any, a: Any, index: Any) -> Application:
    k, n, a = _number("expected_tail_by_ranks", domain, k, n, a)
    _rank("expected_tail_by_ranks", k, n)
    _free_index("expected_tail_by_ranks", index, k, n, a)
    law = _law(law, "expected_tail_by_ranks")
    ranks = sp.Sum(_q(f"{law}_order_second_moment")(index, n, a), (index, k + 1, n))
    premises = (_at_most(0, k), _at_most(k, n), _at_most(1, n), _less(0, a))
    return Application(premises, Relation(_q(f"{law}_expected_tail")(k, n, a), "=", ranks))


def _free_index(name: str, index: Any, *values: Any) -> None:
    if not (isinstance(index, sp.Symbol) and index.is_integer and index.is_positive):
        raise DomainError(f"the index {index} is not a positive integer symbol ({name})")
    if any(sp.sympify(v).has(index) for v in values):
        raise DomainError(f"the index {index} must not occur in {', '.join(map(str, values))} ({name})")


@_lemma(
    "david_nagaraja_2003",
    "section 2.3 (uniform order statistics are beta variables)",
    "The i-th largest of n uniform magnitudes on [0, a] is a beta variable (n+1-i, i) times a, with second moment "
    "a^2 (n+1-i)(n+2-i)/((n+1)(n+2)).",
)
def _uniform_order_statistic(domain: Domain, i: Any, n: Any, a: Any) -> Application:
    i, n, a = _number("uniform_order_statistic", domain, i, n, a)
    _rank("uniform_order_statistic", i, n)
    value = a**2 * (n + 1 - i) * (n + 2 - i) / ((n + 1) * (n + 2))
    premises = (_at_most(1, i), _at_most(i, n), _less(0, a))
    return Application(premises, Relation(_q("uniform_order_second_moment")(i, n, a), "=", value))


@_lemma(
    "david_nagaraja_2003",
    "section 2.5 (Renyi's representation)",
    "The i-th largest of n exponential magnitudes with mean a is a sum of independent exponential variables with means "
    "a/j, j = i..n: its mean is a sum 1/j and its variance a^2 sum 1/j^2.",
)
def _renyi_representation(domain: Domain, i: Any, n: Any, a: Any, index: Any) -> Application:
    i, n, a = _number("renyi_representation", domain, i, n, a)
    _rank("renyi_representation", i, n)
    _free_index("renyi_representation", index, i, n, a)
    mean, variance = (sp.Sum(index ** sp.Integer(-e), (index, i, n)) for e in (1, 2))
    premises = (_at_most(1, i), _at_most(i, n), _less(0, a))
    value = a**2 * (mean**2 + variance)
    return Application(premises, Relation(_q("laplace_order_second_moment")(i, n, a), "=", value))
