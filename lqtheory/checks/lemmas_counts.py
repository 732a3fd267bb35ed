"""Foundation lemmas on integers, least elements and heads of sorted vectors (see :mod:`lqtheory.checks.lemmas`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _less, _q
from lqtheory.definitions import is_tolerance, size_of
from lqtheory.domain import Domain
from lqtheory.errors import DomainError, UnsupportedError
from lqtheory.relations import Relation
from lqtheory.symbols import is_nonzero_vector

__all__ = ["LEAST", "least_property"]


def _whole(name: str, *values: Any) -> list[sp.Expr]:
    found = [sp.sympify(v) for v in values]
    for value in found:
        if not value.is_integer:
            raise DomainError(f"{value} is not known to be an integer ({name})")
    return found


# ---- integers --------------------------------------------------------------------------------------------------------
@_lemma(
    "rudin_1976", "Definition 1.5 with the integers", "Different integers are at least 1 apart: a < b gives a + 1 <= b."
)
def _integers_are_apart(domain: Domain, a: Any, b: Any) -> Application:
    a, b = _whole("integers_are_apart", a, b)
    return Application((_less(a, b),), _at_most(a + 1, b))


@_lemma("rudin_1976", "Theorem 1.20 (a)", "Rounding up does not lower a real number: t <= ceiling(t).")
def _ceiling_at_least(domain: Domain, t: Any) -> Application:
    t = sp.sympify(t)
    if not t.is_real:
        raise DomainError(f"{t} is not known to be real (ceiling_at_least)")
    return Application((), _at_most(t, sp.ceiling(t)))


# ---- integers defined as the first with a property -------------------------------------------------------------------
# name -> (first, otherwise, property), as functions of the number of entries (or None) and the quantity's arguments:
# the count is the least k of {first, ..., otherwise - 1} with the property, and ``otherwise`` if none of them has it.
LEAST: dict[str, tuple[Callable[..., Any], Callable[..., Any], Callable[..., Relation]]] = {
    "kmin": (
        lambda n, x, eta, p: sp.S.Zero,
        lambda n, x, eta, p: n,
        lambda k, x, eta, p: Relation(_q("best_k_term_error")(x, k, p), "<=", eta * _q("lq_norm")(x, p)),
    ),
    "kmin_worst_case": (
        lambda _, s, eta, q, p, n: sp.S.One,
        lambda _, s, eta, q, p, n: n,
        lambda k, s, eta, q, p, n: Relation(_q("worst_case")(k, n, q, p) * s ** (1 / q - 1 / p), "<=", eta),
    ),
    "kmin_exact": (
        lambda _, s, eta, q, p, n: sp.S.One,
        lambda _, s, eta, q, p, n: n,
        lambda k, s, eta, q, p, n: Relation(s ** (1 - q / p), "<=", _q("sharp_keep_threshold")(k, eta**p, q / p, n)),
    ),
}


def least_property(count: sp.Expr, k: sp.Expr, domain: Domain) -> tuple[sp.Expr, sp.Expr, Relation]:
    """Definition of an integer that is the least one with a property.

    Parameters
    ----------
    count : sympy.Expr
        A quantity of the table ``LEAST``, such as ``kmin(x, eta, p)``; its tolerance is known to lie in (0, 1).
    k : sympy.Expr
        Where to state the property.
    domain : Domain
        Gives the number of entries of vectors.

    Returns
    -------
    tuple
        ``(first, otherwise, property at k)``.

    Raises
    ------
    UnsupportedError
        If the expression is no such count, or nothing says that 0 < eta < 1.

    Examples
    --------
    >>> from lqtheory.domain import Integer, Real, Vector
    >>> from lqtheory.symbols import kmin
    >>> D = Domain(n=Integer(1), k=Integer(0, "n"), p=Real(0), eta=Real(0, 1), x=Vector("n"))
    >>> n, k, p, eta, x = D.symbols
    >>> str(least_property(kmin(x, eta, p), k, D)[2])
    'best_k_term_error(x, k, p) <= eta*lq_norm(x, p)'
    """
    name = getattr(getattr(type(count), "quantity", None), "name", None)
    if name not in LEAST:
        raise UnsupportedError(f"{count} is not defined as a least integer; those are {', '.join(LEAST)}")
    args = count.args
    if not is_tolerance(args[1], domain):
        raise UnsupportedError(f"{count} is defined so for 0 < {args[1]} < 1 only, which the domain does not say")
    size = size_of(args[0], domain) if name == "kmin" else None
    first, otherwise, holds = LEAST[name]
    return first(size, *args), sp.sympify(otherwise(size, *args)), holds(k, *args)


@_lemma(
    "rudin_1976",
    "well-ordering of the positive integers",
    "The least integer with a property has it (if there is one at all).",
)
def _least_has_property(domain: Domain, count: Any) -> Application:
    _, otherwise, holds = least_property(count, count, domain)
    return Application((_less(count, otherwise),), holds)


@_lemma(
    "rudin_1976", "well-ordering of the positive integers", "No integer below the least one with a property has it."
)
def _below_least_fails(domain: Domain, count: Any, k: Any) -> Application:
    (k,) = _whole("below_least_fails", k)
    first, _, holds = least_property(count, k, domain)
    return Application((_at_most(first, k), _less(k, count)), _less(holds.rhs, holds.lhs))


@_lemma(
    "rudin_1976",
    "well-ordering of the positive integers",
    "The least integer with a property is at most every one that has it.",
)
def _least_at_most(domain: Domain, count: Any, k: Any) -> Application:
    (k,) = _whole("least_at_most", k)
    first, otherwise, holds = least_property(count, k, domain)
    return Application((_at_most(first, k), _less(k, otherwise), holds), _at_most(count, k))


@_lemma(
    "rudin_1976", "well-ordering of the positive integers", "A least integer lies in the range in which it is sought."
)
def _least_at_most_last(domain: Domain, count: Any) -> Application:
    _, otherwise, _ = least_property(count, count, domain)
    return Application((), _at_most(count, otherwise))


@_lemma("rudin_1976", "well-ordering of the positive integers", "A least integer is not below the first of its range.")
def _least_at_least_first(domain: Domain, count: Any) -> Application:
    first, otherwise, _ = least_property(count, count, domain)
    return Application((_at_most(first, otherwise),), _at_most(first, count))


# ---- heads and tails of sorted vectors -------------------------------------------------------------------------------
def _head(x: Any, k: Any, r: Any) -> sp.Expr:
    return _q("power_sum")(x, r) - _q("tail_power_sum")(x, k, r)


@_lemma(
    "hardy_littlewood_polya_1952",
    "Theorem 16",
    "Power means on the k largest entries: for p <= q, head_p(k) <= k^(1-p/q) head_q(k)^(p/q).",
)
def _head_power_mean(domain: Domain, x: Any, k: Any, p: Any, q: Any) -> Application:
    (k,) = _whole("head_power_mean", k)
    premises = (_less(0, p), _at_most(p, q), _at_most(1, k), _at_most(k, size_of(x, domain)))
    return Application(premises, _at_most(_head(x, k, p), k ** (1 - p / q) * _head(x, k, q) ** (p / q)))


@_lemma(
    "rudin_1976",
    "definition of the order statistics",
    "The k >= 1 largest entries of a nonzero vector contain a nonzero one: head_p(k) > 0.",
)
def _head_positive(domain: Domain, x: Any, k: Any, p: Any) -> Application:
    (k,) = _whole("head_positive", k)
    if not is_nonzero_vector(x):
        raise DomainError(f"{x} is not known to be a nonzero vector (head_positive); declare Vector(..., nonzero=True)")
    premises = (_less(0, p), _at_most(1, k), _at_most(k, size_of(x, domain)))
    return Application(premises, _less(0, _head(x, k, p)))


@_lemma("rudin_1976", "definition of a finite sum", "Tails get smaller: tail_p(k) <= tail_p(j) for j <= k.")
def _tail_decreases(domain: Domain, x: Any, j: Any, k: Any, p: Any) -> Application:
    j, k = _whole("tail_decreases", j, k)
    tail = _q("tail_power_sum")
    premises = (_less(0, p), _at_most(0, j), _at_most(j, k), _at_most(k, size_of(x, domain)))
    return Application(premises, _at_most(tail(x, k, p), tail(x, j, p)))


@_lemma("rudin_1976", "definition of a finite sum", "After all entries nothing is left: tail_p(k) = 0 at k = n.")
def _tail_after_everything(domain: Domain, x: Any, k: Any, p: Any) -> Application:
    (k,) = _whole("tail_after_everything", k)
    n = size_of(x, domain)
    premises = (_less(0, p), _at_most(n, k), _at_most(k, n))
    return Application(premises, Relation(_q("tail_power_sum")(x, k, p), "=", sp.S.Zero))
