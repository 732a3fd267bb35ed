"""Where the signs hold that quantities declare.

SymPy believes what a quantity declares of its sign at any arguments, and so do the sign rules. Balls answer at
arguments that the formula was not made for, too: ``stechkin_constant(1, 1/2)`` is -4. Whatever is not listed here has
its declared sign wherever its ball version has a value (a test tries them all, inside and outside); what is listed has
it in the range given here, and a step may speak of it only where that range is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import sympy as sp

from lqtheory.checks.signs import Fact
from lqtheory.checks.slacks import may_be_infinite
from lqtheory.expressions import MaxOver
from lqtheory.relations import Relation

__all__ = ["SIGN_RANGES", "without_sign"]

#: What must hold of the arguments: relations are shown from facts, truth values come from SymPy's assumptions alone.
Conditions = tuple[Relation | bool, ...]


def _at_most(a: sp.Expr | int, b: sp.Expr | int) -> Relation:
    return Relation(a, "<=", b)


def _less(a: sp.Expr | int, b: sp.Expr | int) -> Relation:
    return Relation(a, "<", b)


def _finite(value: sp.Expr) -> bool:
    return not may_be_infinite(value) and not value.has(sp.oo)


def _positive(vector: sp.Expr) -> bool:
    return bool(vector.is_positive)


def _nonnegative(vector: sp.Expr) -> bool:
    return bool(vector.is_nonnegative)


def _shares(vector: sp.Expr) -> bool:
    """Entries are at least 0 and have the sum 1: no other assumption says so."""
    return getattr(getattr(type(vector), "quantity", None), "name", "") == "mass_shares"


#: Name of a quantity -> what its arguments must satisfy for its declared sign to be true.
SIGN_RANGES: dict[str, Callable[..., Conditions]] = {
    "budget_level": lambda x, omega, s: (_positive(omega),),
    "budget_tail_error": lambda x, omega, s, p: (_positive(omega),),
    "coreset_repetitions": lambda n, delta, c: (_finite(c),),
    "draws_for_unique": lambda q, u: (_shares(q), _at_most(0, u)),
    "dropped_sensitivity": lambda G, kept: (_nonnegative(G),),
    "expected_unique": lambda q, m: (_shares(q), _at_most(0, m)),
    "generalised_gaussian_moment": lambda p, s, a: (_less(0, a),),
    "importance_range": lambda g, q: (_shares(g), _shares(q)),
    "kmin_exact": lambda s, eta, q, p, n: (_less(0, q), _less(q, p), _at_most(1, n)),
    "kmin_stechkin": lambda s, eta, q, p: (_at_most(0, s),),
    "laplace_order_second_moment": lambda i, n, a: (_less(0, a),),
    "largest_dropped_importance": lambda G, kept: (_nonnegative(G),),
    "least_mean_square_errors": lambda omega, M: (_finite(M),),
    "least_split_cost": lambda omega, w, epsilon: (_finite(epsilon),),
    "lp_dictionary_constant": lambda q, p: (_less(0, q), _at_most(q, 1), _less(1, p)),
    "occam_failure_bound": lambda P, b, n, delta: (_at_most(0, P),),
    "pareto_truncated_moment": lambda p, T, s, a: (_less(0, s),),
    "power_sum": lambda x, q: (_finite(q),),
    "pqi": lambda x, p, q: (_less(0, p), _at_most(p, q)),
    "pqi_retain": lambda d, index, eta, p, q: (
        _less(0, d),
        _less(index, 1),
        _at_most(0, eta),
        _finite(eta),
        _less(0, p),
        _less(p, q),
    ),
    "sap_retained_count": lambda x, p, q, eta: (_at_most(0, eta), _finite(eta), _less(0, p), _less(p, q)),
    "stechkin_bound": lambda k, q, p: (_at_most(1, k), _less(0, q), _at_most(q, p)),
    "stechkin_constant": lambda q, p: (_less(0, q), _at_most(q, p)),
    "unseen_importance": lambda g, q: (_shares(g), _shares(q)),
    "uniform_order_second_moment": lambda i, n, a: (_less(0, a),),
    "weak_lq_dimension_free_bound": lambda k, q, p: (_at_most(1, k), _less(0, q), _less(q, p)),
    "weighted_best_k_term_error": lambda x, a, k, p: (_positive(a),),
    "weighted_lq_norm": lambda x, omega, p: (_positive(omega),),
    "weighted_power_sum": lambda x, w, q: (_positive(w), _finite(q)),
    "weighted_worst_case": lambda k, omega, a, q, p: (_positive(omega), _positive(a)),
}

#: Says whether an expression is at least 0 (above 0 if strict) where the facts hold.
Shown = Callable[[sp.Expr, Sequence[Fact], bool], bool]


def without_sign(relations: Iterable[Relation], known: Sequence[Fact], shown: Shown) -> sp.Basic | None:
    """A quantity in the relations that is not shown to lie where its declared sign holds; nothing if all do.

    Parameters
    ----------
    relations : iterable of Relation
        What is asserted or assumed.
    known : sequence of Fact
        What is known where they stand. Facts that speak of such a quantity themselves show nothing here: at arguments
        out of range they might owe their sign to the very declaration that is in question.
    shown : callable
        How signs are shown: ``shown(expression, facts, strict)``.

    Returns
    -------
    sympy.Basic or None
        The first such quantity at its arguments.

    Examples
    --------
    >>> from lqtheory.checks.signs import facts_of, sign_holds
    >>> from lqtheory.domain import Domain, Real
    >>> from lqtheory.symbols import stechkin_constant
    >>> D = Domain(q=Real(0), p=Real("q"))
    >>> q, p = D.symbols
    >>> by_signs = lambda gap, facts, strict: sign_holds(gap, facts, strict=strict)
    >>> without_sign([Relation(0, "<", stechkin_constant(q, p))], facts_of(D), by_signs)
    >>> without_sign([Relation(0, "<", stechkin_constant(p, q))], facts_of(D), by_signs)
    stechkin_constant(p, q)
    """
    apart = tuple(fact for fact in known if not any(_by_relations(term) for term in _ranged(fact.expression)))
    for relation in relations:
        for side in (relation.lhs, relation.rhs):
            for term, facts in _with_facts(side, apart):
                for condition in _conditions(term):
                    if isinstance(condition, bool):
                        if not condition:
                            return term
                    elif not shown(condition.gap, facts, condition.operator == "<"):
                        return term
    return None


def _name(term: sp.Basic) -> str:
    return str(getattr(getattr(type(term), "quantity", None), "name", ""))


def _conditions(term: sp.Basic) -> Conditions:
    return SIGN_RANGES[_name(term)](*term.args)


@lru_cache(maxsize=16384)
def _ranged(expression: sp.Basic) -> tuple[sp.Basic, ...]:
    return tuple(term for term in expression.atoms(sp.Function) if _name(term) in SIGN_RANGES)


def _by_relations(term: sp.Basic) -> bool:
    """Whether the range is more than SymPy's assumptions about single symbols."""
    return any(isinstance(condition, Relation) for condition in _conditions(term))


def _with_facts(expression: sp.Basic, facts: tuple[Fact, ...]) -> Iterator[tuple[sp.Basic, tuple[Fact, ...]]]:
    """Quantities with a range, each with what is known there: inside a sum the range of its index is, too."""
    if not _ranged(expression):
        return
    if isinstance(expression, (sp.Sum, MaxOver)):
        body, index, low, high = (
            (expression.function, *expression.limits[0]) if isinstance(expression, sp.Sum) else expression.args
        )
        yield from _with_facts(low, facts)
        yield from _with_facts(high, facts)
        outer = (fact for fact in facts if not fact.expression.has(index))
        yield from _with_facts(body, (*outer, Fact(index - low), Fact(high - index)))
        return
    if _name(expression) in SIGN_RANGES:
        yield expression, facts
    for argument in expression.args:
        yield from _with_facts(argument, facts)
