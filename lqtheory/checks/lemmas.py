"""The frozen list of foundation lemmas: textbook facts that proofs may use and that are printed as ``axioms:``.

A lemma is a schema. At given arguments it yields *premises*, which the prover discharges (by sign rules or by used
steps), and a *conclusion*. Each names its reference. Nothing else is believed without proof.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy as sp

from lqtheory.domain import Domain
from lqtheory.errors import DomainError, RegistryError
from lqtheory.expressions import MaxOver
from lqtheory.quantities import find_quantity
from lqtheory.relations import Relation
from lqtheory.theorem import Source

__all__ = ["LEMMAS", "Application", "Lemma", "find_lemma"]


@dataclass(frozen=True)
class Application:
    """A lemma at given arguments: what must be shown for all values of ``bound``, and what then follows."""

    premises: tuple[Relation, ...]
    conclusion: Relation
    bound: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Lemma:
    """A foundation lemma.

    Parameters
    ----------
    name, statement : str
        Identifier and sentence.
    source : Source
        Textbook reference.
    build : callable
        ``build(domain, **arguments) -> Application``.
    """

    name: str
    statement: str
    source: Source
    build: Callable[..., Application]


LEMMAS: dict[str, Lemma] = {}


def _lemma(
    bibkey: str, where: str, statement: str
) -> Callable[[Callable[..., Application]], Callable[..., Application]]:
    def register(build: Callable[..., Application]) -> Callable[..., Application]:
        name = build.__name__.lstrip("_")
        LEMMAS[name] = Lemma(name, statement, Source(bibkey, where), build)
        return build

    return register


def find_lemma(name: str) -> Lemma:
    """A lemma of the frozen list by name.

    Raises
    ------
    RegistryError
        If there is none.
    """
    _load_all()
    if name not in LEMMAS:
        raise RegistryError(f"there is no foundation lemma {name!r}; the list has {', '.join(sorted(LEMMAS))}")
    return LEMMAS[name]


def _at_most(a: Any, b: Any) -> Relation:
    return Relation(a, "<=", b)


def _less(a: Any, b: Any) -> Relation:
    return Relation(a, "<", b)


def _q(name: str) -> Any:
    return find_quantity(name).symbol


# ---- numbers ---------------------------------------------------------------------------------------------------------
@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 9",
    "Weighted AM-GM: a^w b^(1-w) <= w a + (1-w) b for a, b >= 0, 0 <= w <= 1.",
)
def _weighted_am_gm(domain: Domain, a: Any, b: Any, w: Any) -> Application:
    a, b, w = map(sp.sympify, (a, b, w))
    premises = (_at_most(0, a), _at_most(0, b), _at_most(0, w), _at_most(w, 1))
    return Application(premises, _at_most(a**w * b ** (1 - w), w * a + (1 - w) * b))


@_lemma(
    "hardy_littlewood_polya_1952", "section 2.15", "Bernoulli/tangent line of the logarithm: log t <= t - 1 for t > 0."
)
def _log_tangent(domain: Domain, t: Any) -> Application:
    t = sp.sympify(t)
    return Application((_less(0, t),), _at_most(sp.log(t), t - 1))


def _is_integer(value: sp.Expr) -> bool:
    """Whether a real value is an integer; unlike SymPy, takes the floor of whatever is real in the domain for one."""
    if isinstance(value, (sp.Max, sp.Min, sp.Add)):
        return all(_is_integer(part) for part in value.args)
    return bool(value.is_integer) or isinstance(value, (sp.floor, sp.ceiling))


# ---- maxima over an integer range ------------------------------------------------------------------------------------
@_lemma("rudin_1976", "Definition 1.8", "A maximum is an upper bound: f(at) <= max f for low <= at <= high.")
def _max_member(domain: Domain, maximum: Any, at: Any) -> Application:
    if not isinstance(maximum, MaxOver):
        raise DomainError(f"{maximum} is not a maximum over an integer range (max_member)")
    body, index, low, high = maximum.args
    at = sp.sympify(at)
    if not _is_integer(at):
        raise DomainError(f"at={at} is not known to be an integer (max_member)")
    return Application((_at_most(low, at), _at_most(at, high)), _at_most(body.subs(index, at), maximum))


@_lemma(
    "rudin_1976",
    "Definition 1.8",
    "A maximum is the least upper bound: if f(m) <= bound for all m then max f <= bound.",
)
def _max_least(domain: Domain, body: Any, index: Any, bound: Any) -> Application:
    bound = sp.sympify(bound)
    low, high = domain.bound(str(index), "low"), domain.bound(str(index), "high")
    if (
        bound.has(index)
        or not index.is_integer
        or any(
            domain.bound(name, w).has(index) for name in domain.scalars() for w in ("low", "high") if name != str(index)
        )
    ):
        raise DomainError(f"the bound {bound} must not depend on the index {index} (max_least)")
    return Application(
        (_at_most(body, bound), _at_most(low, high)), _at_most(MaxOver(body, index, low, high), bound), (index,)
    )


@_lemma(
    "boyd_vandenberghe_2004",
    "section 3.2.3",
    "A pointwise maximum of convex functions is convex: midpoint form at k-1, k, k+1.",
)
def _max_convex(domain: Domain, body: Any, index: Any, variable: Any) -> Application:
    low, high = domain.bound(str(index), "low"), domain.bound(str(index), "high")
    shift = lambda e, d: sp.sympify(e).subs(variable, variable + d)  # noqa: E731
    maximum = MaxOver(body, index, low, high)
    if sp.sympify(low).has(variable) or sp.sympify(high).has(variable):
        raise DomainError(f"the range {low}..{high} must not depend on {variable} (max_convex)")
    premise = _at_most(2 * body, shift(body, -1) + shift(body, 1))
    left, right = (MaxOver(shift(body, d), index, low, high) for d in (-1, 1))
    return Application((premise, _at_most(low, high)), _at_most(2 * maximum, left + right), (index,))


@_lemma(
    "rudin_1976",
    "Theorem 5.11",
    "A function of t that increases up to a peak and decreases after it has its integer maximum next to the peak.",
)
def _unimodal_maximum(domain: Domain, value: Any, variable: Any, index: Any, peak: Any, factor: Any) -> Application:
    """``value'(t) * factor(t) = peak - t`` with ``factor > 0``: the sign of the slope is that of ``peak - t``."""
    value, peak, factor = map(sp.sympify, (value, peak, factor))
    low, high = domain.bound(str(index), "low"), domain.bound(str(index), "high")
    if peak.has(variable) or peak.has(index):
        raise DomainError(f"the peak {peak} must depend neither on {variable} nor on {index} (unimodal_maximum)")
    moving = [node for node in sp.preorder_traversal(value) if node.has(variable) and node != variable]
    if not all(isinstance(node, (sp.Add, sp.Mul, sp.Pow, sp.exp, sp.log)) for node in moving):
        raise DomainError(f"{value} is not made of powers, exp and log of {variable}: it might jump (unimodal_maximum)")
    slope = Relation(sp.diff(value, variable) * factor, "=", peak - variable)
    beside = [value.subs(variable, sp.Max(low, sp.Min(high, edge(peak)))) for edge in (sp.floor, sp.ceiling)]
    conclusion = _at_most(value.subs(variable, index), sp.Max(*beside))
    return Application((slope, _less(0, factor), *_covers(domain, variable, low, high)), conclusion, (variable,))


def _covers(domain: Domain, variable: Any, low: Any, high: Any) -> tuple[Relation, ...]:
    """Premises that the real variable's range contains all of [low, high]."""
    first, last = domain.bound(str(variable), "low"), domain.bound(str(variable), "high")
    premises = [_less(first, low)] if first.is_finite is not False else []
    return (*premises, *([_less(high, last)] if last.is_finite is not False else []))


@_lemma(
    "hardy_littlewood_polya_1952",
    "section 5.5 (integral test)",
    "sum_{i=k+1}^{n} i^(-s) <= k^(1-s)/(s-1) for s > 1, k >= 1.",
)
def _integral_test(domain: Domain, k: Any, n: Any, s: Any, index: Any) -> Application:
    k, n, s = map(sp.sympify, (k, n, s))
    if any(e.has(index) for e in (k, n, s)):
        raise DomainError(f"the index {index} must not occur in {k}, {n}, {s} (integral_test)")
    premises = (_less(1, s), _at_most(1, k), _at_most(k, n))
    return Application(premises, _at_most(sp.Sum(index ** (-s), (index, k + 1, n)), k ** (1 - s) / (s - 1)))


def _load_all() -> None:
    """Fill the table: every module of this room named ``lemmas_*`` registers its lemmas on import.

    While one of them is itself being imported first, the rest waits for :func:`find_lemma`.
    """
    import importlib
    import pkgutil
    import sys

    import lqtheory.checks as room

    names = [f"lqtheory.checks.{m.name}" for m in pkgutil.iter_modules(room.__path__) if m.name.startswith("lemmas_")]
    if any(getattr(getattr(sys.modules.get(name), "__spec__", None), "_initializing", False) for name in names):
        return
    for name in names:
        importlib.import_module(name)


_load_all()
