"""At the threshold of the mixture J is affine in the fraction, least there, and above psi at both others."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import l1_descent_threshold
from lqtheory.theorems.statistical_dimension.l1_curve_is_concave import THEOREM, D, psi

rho, r, w = D.symbols
v = sp.Symbol("v", real=True)
mix = w * rho + (1 - w) * r
tau = l1_descent_threshold(mix)
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2
square = 2 * ((1 + tau**2) * tail - tau * density)


def value(fraction):
    """J at the threshold of the mixture."""
    return fraction * (1 + tau**2) + (1 - fraction) * square


PROOF = Proof(
    "l1_curve_is_concave",
    steps=[
        Step("rho", Relation(rho, "<", 1), sign()),
        Step("r", Relation(r, "<", 1), sign()),
        Step("first", Relation(mix, "<", w + (1 - w) * r), monotone(v, w * v + (1 - w) * r), ["rho"]),
        Step("second", Relation(w + (1 - w) * r, "<", 1), monotone(v, w + (1 - w) * v), ["r"]),
        Step("below", Relation(mix, "<", 1), chain(), ["first", "second"]),
        Step(
            "root",
            Relation(mix * tau, "=", (1 - mix) * 2 * (density - tau * tail)),
            lemma("descent_threshold_is_root", rho=mix),
            ["below"],
        ),
        Step(
            "here",
            Relation(psi(mix), "=", value(mix)),
            lemma("descent_share_where_stationary", rho=mix, t=tau),
            ["root", "below"],
        ),
        Step("one", Relation(psi(rho), "<=", value(rho)), lemma("descent_share_is_least", rho=rho, t=tau)),
        Step("two", Relation(psi(r), "<=", value(r)), lemma("descent_share_is_least", rho=r, t=tau)),
        Step(
            "one_more",
            Relation(THEOREM.relations[0].lhs, "<=", w * value(rho) + (1 - w) * psi(r)),
            monotone(v, w * v + (1 - w) * psi(r)),
            ["one"],
        ),
        Step(
            "two_more",
            Relation(w * value(rho) + (1 - w) * psi(r), "<=", w * value(rho) + (1 - w) * value(r)),
            monotone(v, w * value(rho) + (1 - w) * v),
            ["two"],
        ),
        Step("claim", THEOREM.claim, chain(), ["one_more", "two_more", "here"]),
    ],
)
