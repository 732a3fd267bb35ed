"""E(|g|-t)_+^2 <= E(|g|-t)^2, by the derivatives in t; then t = (1-rho) sqrt(2/pi)."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.proof import chain, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_share
from lqtheory.theorems.statistical_dimension.l1_curve_below_quadratic_bound import THEOREM, D

(rho,) = D.symbols
t = D.extend(t=Real(0)).symbol("t")
v = sp.Symbol("v", real=True)
density = sp.exp(-(t**2) / 2) / sp.sqrt(2 * sp.pi)
tail = sp.erfc(t / sp.sqrt(2)) / 2
mean = sp.sqrt(2 / sp.pi)
beyond = 2 * ((1 + t**2) * tail - t * density)
plain = 1 + t**2 - 2 * t * mean
best = {t: (1 - rho) * mean}
at_best, plain_at_best = beyond.subs(best), plain.subs(best)
first = rho * (1 + best[t] ** 2)


def by_slope(left, right):
    """Order from the order of derivatives, from t = 0 on."""
    return lemma("ordered_derivatives", left=left, right=right, variable=t)


PROOF = Proof(
    "l1_curve_below_quadratic_bound",
    extra={"t": Real(0)},
    steps=[
        Step("half", Relation(4 * tail, "<=", 2), by_slope(4 * tail, sp.Integer(2))),
        Step(
            "slope",
            Relation(4 * t * tail - 4 * density, "<=", 2 * t - 2 * mean),
            by_slope(4 * t * tail - 4 * density, 2 * t - 2 * mean),
            ["half"],
        ),
        Step("square", Relation(beyond, "<=", plain), by_slope(beyond, plain), ["slope"]),
        Step("there", Relation(at_best, "<=", plain_at_best), substitute(best), ["square"]),
        Step(
            "least",
            Relation(l1_descent_share(rho), "<=", first + (1 - rho) * at_best),
            lemma("descent_share_is_least", rho=rho, t=best[t]),
        ),
        Step(
            "bound",
            Relation(first + (1 - rho) * at_best, "<=", first + (1 - rho) * plain_at_best),
            monotone(v, first + (1 - rho) * v),
            ["there"],
        ),
        Step("claim", THEOREM.claim, chain(), ["least", "bound"]),
    ],
)
