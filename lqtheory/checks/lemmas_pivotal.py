"""Foundation lemmas on pivotal sampling (see :mod:`lqtheory.checks.lemmas`): before all plays, and one by one.

The number x is what the probabilities of two units add up to, or what they lack of 1 together, and y the share of the
first. So all plays are met: x y and x (1-y) become x and 0, or 0 and x; 1 - x y and 1 - x (1-y) become 1 - x and 1, or
1 and 1 - x; each time the first of these outcomes with the chance y.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from lqtheory.checks.lemmas import Application, _at_most, _lemma, _q
from lqtheory.definitions import is_vector, size_of
from lqtheory.domain import Domain, Real
from lqtheory.errors import DomainError
from lqtheory.quantities.coreset_pivotal import PLAY, pivotal_quantity
from lqtheory.relations import Relation

__all__: list[str] = []


def _class(name: str, domain: Domain, T: Any, p: Any, *weights: Any) -> tuple[list[sp.Expr], Relation]:
    """Probabilities and weights of units that play in an order of the proof, and that the former are at most 1."""
    found = [sp.sympify(x) for x in (p, *weights)]
    if domain.parameters.get(str(T)) != PLAY or domain.symbol(str(T)) != T:
        raise DomainError(f"{T} is no order of play of the proof ({name})")
    if not all(is_vector(x, domain) and size_of(x, domain) == domain.symbol("n") for x in found):
        raise DomainError(f"{', '.join(map(str, found))} are not vectors of n entries ({name})")
    if not all(x.is_nonnegative for x in found):
        raise DomainError(f"{', '.join(map(str, found))} are not nonnegative in every entry ({name})")
    return found, _at_most(_q("peak")(found[0]), 1)


@_lemma(
    "feller_1968",
    "sections IX.2 and IX.5 (addition of expectations, independent variables)",
    "Independent units: the mean of sum u_j I_j is sum u_j p_j, that of (sum u_j I_j)(sum w_j I_j) is (sum u_j p_j)"
    "(sum w_j p_j) + sum u_j w_j p_j (1-p_j).",
)
def _pivotal_begins(domain: Domain, p: Any, T: Any, u: Any, w: Any = None) -> Application:
    (p, u, *more), premise = _class("pivotal_begins", domain, T, p, u, *([] if w is None else [w]))
    total = _q("power_sum")
    if not more:
        return Application((premise,), Relation(pivotal_quantity("mean_after_plays")(u, p, T, 0), "=", total(u * p, 1)))
    (w,) = more
    formula = total(u * p, 1) * total(w * p, 1) + total(u * w * p * (1 - p), 1)
    return Application((premise,), Relation(pivotal_quantity("moment_after_plays")(u, w, p, T, 0), "=", formula))


def _plays(x: sp.Symbol, y: sp.Symbol) -> list[tuple[tuple[sp.Expr, sp.Expr], ...]]:
    """Probabilities of the two units before a play, after it with chance y, after it with chance 1 - y."""
    few = ((x * y, x * (1 - y)), (x, sp.S.Zero), (sp.S.Zero, x))
    many = tuple((1 - a, 1 - b) for a, b in few)
    return [few, many]


@_lemma(
    "feller_1968",
    "chapter IX (the mean is the mean of conditional means)",
    "A play changes two probabilities a and b. The mean of a sum is affine in both: it stays if their means do. The "
    "mean product of two sums with weights >= 0 is affine in a, b and, with a factor >= 0, a b: it does not rise where "
    "the means of a and b stay and that of a b does not rise.",
)
def _pivotal_play(domain: Domain, p: Any, T: Any, k: Any, x: Any, y: Any, u: Any, w: Any = None) -> Application:
    """``x`` and ``y`` are variables of the proof between 0 and 1; the coin is the play at x = 1 of one unit alone."""
    (p, u, *more), premise = _class("pivotal_play", domain, T, p, u, *([] if w is None else [w]))
    k = sp.sympify(k)
    if not k.is_integer:
        raise DomainError(f"{k} is not known to be an integer (pivotal_play)")
    for name, closed in ((x, "right"), (y, "")):
        if domain.parameters.get(str(name)) != Real(0, 1, closed=closed) or domain.symbol(str(name)) != name:
            raise DomainError(f"{name} is not Real(0, 1, closed={closed!r}) of the proof (pivotal_play)")
        if any(sp.sympify(given).has(name) for given in (k, p, u, *more)):
            raise DomainError(f"{name} must not occur in {k}, {p}, {u} (pivotal_play)")
    premises = [premise, _at_most(0, k)]
    for before, first, second in _plays(x, y):
        for unit in (0, 1):
            premises.append(Relation(y * first[unit] + (1 - y) * second[unit], "=", before[unit]))
        if more:
            products = [a * b for a, b in (before, first, second)]
            premises.append(_at_most(y * products[1] + (1 - y) * products[2], products[0]))
    if not more:
        mean = pivotal_quantity("mean_after_plays")
        return Application(tuple(premises), Relation(mean(u, p, T, k + 1), "=", mean(u, p, T, k)), (x, y))
    moment = pivotal_quantity("moment_after_plays")
    conclusion = _at_most(moment(u, *more, p, T, k + 1), moment(u, *more, p, T, k))
    return Application(tuple(premises), conclusion, (x, y))
