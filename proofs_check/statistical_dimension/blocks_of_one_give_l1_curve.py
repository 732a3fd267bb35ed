"""At one threshold both curves are stationary, because the excesses of one Gaussian are those of its magnitude."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, enumerate_all, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess, block_excess_square, l1_descent_threshold
from lqtheory.theorems.statistical_dimension.blocks_of_one_give_l1_curve import THEOREM, D
from lqtheory.theorems.statistical_dimension.gaussian_excess_in_closed_form import THEOREM as GAUSSIAN

(rho,) = D.symbols
v = sp.Symbol("v", real=True)
tau = l1_descent_threshold(rho)
inner, none, one = THEOREM.relations
group, curve = inner.lhs, inner.rhs
excess, square = (relation.rhs.subs(GAUSSIAN.domain.symbol("t"), tau) for relation in GAUSSIAN.relations)


def curve_value(part: sp.Expr) -> sp.Expr:
    """J/d at the threshold, of the mean square of an excess."""
    return rho * (1 + tau**2) + (1 - rho) * part


PROOF = Proof(
    "blocks_of_one_give_l1_curve",
    steps=[
        Step("positive", Relation(0, "<", tau), lemma("descent_threshold_is_positive", rho=rho)),
        Step(
            "root",
            Relation(rho * tau, "=", (1 - rho) * 2 * sp.expand(excess / 2)),
            lemma("descent_threshold_is_root", rho=rho),
        ),
        Step(
            "at",
            Relation(block_excess(tau, 1), "=", excess),
            apply("gaussian_excess_in_closed_form", {"t": tau}),
            ["positive"],
        ),
        Step(
            "scaled",
            Relation((1 - rho) * block_excess(tau, 1), "=", (1 - rho) * excess),
            monotone(v, (1 - rho) * v),
            ["at"],
        ),
        Step("stationary", Relation(rho * tau, "=", (1 - rho) * block_excess(tau, 1)), chain(), ["root", "scaled"]),
        Step(
            "group",
            Relation(group, "=", curve_value(block_excess_square(tau, 1))),
            lemma("group_share_where_stationary", rho=rho, b=1, t=tau),
            ["stationary", "positive"],
        ),
        Step(
            "at_square",
            Relation(block_excess_square(tau, 1), "=", square),
            apply("gaussian_excess_in_closed_form", {"t": tau}),
            ["positive"],
        ),
        Step(
            "put_in",
            Relation(curve_value(block_excess_square(tau, 1)), "=", curve_value(square)),
            monotone(v, curve_value(v)),
            ["at_square"],
        ),
        Step(
            "curve",
            Relation(curve, "=", curve_value(square)),
            lemma("descent_share_where_stationary", rho=rho, t=tau),
            ["root", "positive"],
        ),
        Step("inner", inner, chain(), ["group", "put_in", "curve"]),
        Step("none", none, enumerate_all()),
        Step("one", one, enumerate_all()),
        Step("claim", THEOREM.claim, chain(), ["inner", "none", "one"]),
    ],
)
