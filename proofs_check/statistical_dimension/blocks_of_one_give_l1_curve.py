"""At one threshold both curves are stationary, because the excesses of one Gaussian are those of its magnitude."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, cases, certificate, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess, block_excess_square, l1_descent_threshold
from lqtheory.theorems.statistical_dimension.blocks_of_one_give_l1_curve import THEOREM, D
from lqtheory.theorems.statistical_dimension.gaussian_excess_in_closed_form import THEOREM as GAUSSIAN

(rho,) = D.symbols
v = sp.Symbol("v", real=True)
tau = l1_descent_threshold(rho)
group, curve = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
inside = [Relation(0, "<", rho), Relation(rho, "<", 1)]
at_zero, at_one = Relation(rho, "<=", 0), Relation(1, "<=", rho)
excess, square = (relation.rhs.subs(GAUSSIAN.domain.symbol("t"), tau) for relation in GAUSSIAN.relations)


def under(left: sp.Expr, operator: str, right: sp.Expr) -> Claim:
    """A relation for 0 < rho < 1."""
    return Claim(inside, [Relation(left, operator, right)])


def curve_value(part: sp.Expr) -> sp.Expr:
    """J/d at the threshold, of the mean square of an excess."""
    return rho * (1 + tau**2) + (1 - rho) * part


PROOF = Proof(
    "blocks_of_one_give_l1_curve",
    steps=[
        Step("positive", under(0, "<", tau), lemma("descent_threshold_is_positive", rho=rho)),
        Step(
            "root",
            under(rho * tau, "=", (1 - rho) * 2 * sp.expand(excess / 2)),
            lemma("descent_threshold_is_root", rho=rho),
        ),
        Step(
            "at",
            under(block_excess(tau, 1), "=", excess),
            apply("gaussian_excess_in_closed_form", {"t": tau}),
            ["positive"],
        ),
        Step(
            "scaled",
            under((1 - rho) * block_excess(tau, 1), "=", (1 - rho) * excess),
            monotone(v, (1 - rho) * v),
            ["at"],
        ),
        Step("stationary", under(rho * tau, "=", (1 - rho) * block_excess(tau, 1)), chain(), ["root", "scaled"]),
        Step(
            "group",
            under(group, "=", curve_value(block_excess_square(tau, 1))),
            lemma("group_share_where_stationary", rho=rho, b=1, t=tau),
            ["stationary", "positive"],
        ),
        Step(
            "at_square",
            under(block_excess_square(tau, 1), "=", square),
            apply("gaussian_excess_in_closed_form", {"t": tau}),
            ["positive"],
        ),
        Step(
            "put_in",
            under(curve_value(block_excess_square(tau, 1)), "=", curve_value(square)),
            monotone(v, curve_value(v)),
            ["at_square"],
        ),
        Step(
            "curve",
            under(curve, "=", curve_value(square)),
            lemma("descent_share_where_stationary", rho=rho, t=tau),
            ["root", "positive"],
        ),
        Step("inner", under(group, "=", curve), chain(), ["group", "put_in", "curve"]),
        Step("one", Claim([inside[0], at_one], [THEOREM.relations[0]]), certificate({"rho": (1, 1)})),
        Step("some", Claim([inside[0]], [THEOREM.relations[0]]), cases(), ["inner", "one"]),
        Step("none", Claim([at_zero], [THEOREM.relations[0]]), certificate({"rho": (0, 0)})),
        Step("claim", THEOREM.claim, cases(), ["some", "none"]),
    ],
)
