"""The least value of one J is at most its value at the threshold of the other, where the other is larger."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_threshold
from lqtheory.theorems.statistical_dimension.nonnegative_curve_below_l1_curve import THEOREM, D

(rho,) = D.symbols
v = sp.Symbol("v", real=True)
small, large = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
tau = l1_descent_threshold(rho)
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2
square = (1 + tau**2) * tail - tau * density


def value(once):
    """J at the threshold, with what the inactive coordinates contribute."""
    return rho * (1 + tau**2) + (1 - rho) * once


PROOF = Proof(
    "nonnegative_curve_below_l1_curve",
    steps=[
        Step("mills", Relation(tau * density, "<=", (tau**2 + 1) * tail), lemma("mills_lower", t=tau)),
        Step(
            "square", Relation(square, "<=", 2 * square), monotone(v, 2 * square - (1 + tau**2) * tail + v), ["mills"]
        ),
        Step("more", Relation(value(square), "<=", value(2 * square)), monotone(v, value(v)), ["square"]),
        Step("least", Relation(small, "<=", value(square)), lemma("nonnegative_share_is_least", rho=rho, t=tau)),
        Step(
            "root",
            Relation(rho * tau, "=", (1 - rho) * 2 * (density - tau * tail)),
            lemma("descent_threshold_is_root", rho=rho),
        ),
        Step(
            "here",
            Relation(large, "=", value(2 * square)),
            lemma("descent_share_where_stationary", rho=rho, t=tau),
            ["root"],
        ),
        Step("claim", THEOREM.claim, chain(), ["least", "more", "here"]),
    ],
)
