"""J at the threshold (1-rho) lambda_b, with the square in place of the square of the positive part."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess_square, chi_mean, group_descent_share
from lqtheory.theorems.statistical_dimension.group_curve_below_chi_bound import THEOREM, D

b, rho = D.symbols
v = sp.Symbol("v", real=True)
mean, psi = chi_mean(b), b * group_descent_share(rho, b)
best = (1 - rho) * mean
square, whole = block_excess_square(best, b), b - 2 * best * mean + best**2
first = rho * (b + best**2)
goal = THEOREM.relations[0]

PROOF = Proof(
    "group_curve_below_chi_bound",
    steps=[
        Step(
            "curve",
            Relation(psi, "<=", first + (1 - rho) * square),
            lemma("group_share_is_least", rho=rho, b=b, t=best),
        ),
        Step("square", Relation(square, "<=", whole), lemma("block_excess_below_parabola", t=best, b=b)),
        Step(
            "weighed",
            Relation(first + (1 - rho) * square, "<=", first + (1 - rho) * whole),
            monotone(v, first + (1 - rho) * v),
            ["square"],
        ),
        Step("claim", THEOREM.claim, chain(), ["curve", "weighed"]),
    ],
)
