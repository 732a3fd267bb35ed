"""A mean of minima is at most each mean; strong convexity gives the variance of the slope, and Poincare bounds it."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess
from lqtheory.theorems.statistical_dimension.gap_with_one_inactive_block import THEOREM, D, b, e, gap, tau, variance

v = sp.Symbol("v", real=True)
_, _, t = D.symbols
below, first, second = THEOREM.relations
rho, excess = e / (1 + e), block_excess(tau, b)

PROOF = Proof(
    "gap_with_one_inactive_block",
    steps=[
        Step(
            "below",
            below,
            cited(
                Source("rudin_1976", "Theorem 6.12 (b)"),
                "min F <= F(t) for every outcome, with F(t) = (Z - sqrt(e) t)^2 + (r-t)_+^2 and E Z^2 = 1, E Z = 0; "
                "the mean keeps the order",
            ),
        ),
        Step("root", Relation(rho * tau, "=", (1 - rho) * excess), apply("group_curve_at_its_threshold", {"rho": rho})),
        Step("level", Relation(e * tau, "=", excess), monotone(v, (1 + e) * v), ["root"]),
        Step(
            "first",
            first,
            cited(
                Source("boyd_vandenberghe_2004", "inequality (9.9) (strong convexity)"),
                "F is 2e-strongly convex in t: F(tau) - min F <= F'(tau)^2/(4e), F'(tau) = 2 e tau - 2 sqrt(e) Z - "
                "2 (r-tau)_+, whose mean 2 e tau - 2 E(r-tau)_+ is 0 and whose variance is 4e + 4 Var((r-tau)_+)",
            ),
            ["level"],
        ),
        Step("poincare", Relation(variance, "<=", 1), lemma("variance_of_block_excess", t=tau, b=b)),
        Step("share", Relation(1 + variance / e, "<=", 1 + 1 / e), monotone(v, 1 + v / e), ["poincare"]),
        Step("second", Relation(gap, "<=", 1 + 1 / e), chain(), ["first", "share"]),
        Step("claim", THEOREM.claim, chain(), ["below", "first", "second"]),
    ],
)
