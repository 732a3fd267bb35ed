"""A mean of minima is at most each mean; strong convexity gives the variance of the slope, and Poincare bounds it."""

import sympy as sp

from lqtheory import Proof, Real, Step
from lqtheory.cones.classes import SOFT_DISTANCE
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess
from lqtheory.theorems.statistical_dimension.descent_distance_is_strongly_convex import THEOREM as CONVEX
from lqtheory.theorems.statistical_dimension.gap_with_one_inactive_block import THEOREM, D, b, e, gap, tau, variance

v = sp.Symbol("v", real=True)
EXTRA = {"P": SOFT_DISTANCE, "y": Real(0, closed="left"), "z": Real(0, closed="left")}
_, _, t, P, y, z = D.extend(**EXTRA).symbols
OUTCOME = CONVEX.relations[0].subs(dict(zip(CONVEX.domain.symbols, (P, y, z), strict=True)))
below, first, second = THEOREM.relations
rho, excess = e / (1 + e), block_excess(tau, b)
slope = e * tau - excess

PROOF = Proof(
    "gap_with_one_inactive_block",
    extra=EXTRA,
    steps=[
        Step("below", below, lemma("least_block_distance_below_mean", e=e, b=b, t=t)),
        Step("root", Relation(rho * tau, "=", (1 - rho) * excess), apply("group_curve_at_its_threshold", {"rho": rho})),
        Step("level", Relation(e * tau, "=", excess), monotone(v, (1 + e) * v), ["root"]),
        Step("outcome", OUTCOME, apply("descent_distance_is_strongly_convex", {"P": P, "t": y, "u": z})),
        Step(
            "convex",
            Relation(gap, "<=", first.rhs + slope**2 / e),
            lemma("block_gap_of_outcomes", e=e, b=b, t=tau, P=P, x=y, y=z),
            ["outcome"],
        ),
        Step("flat", Relation(slope, "=", 0), monotone(v, v - excess), ["level"]),
        Step("squared", Relation(slope**2, "=", 0), monotone(v, slope * v), ["flat"]),
        Step("over", Relation(first.rhs + slope**2 / e, "=", first.rhs), monotone(v, first.rhs + v / e), ["squared"]),
        Step("first", first, chain(), ["convex", "over"]),
        Step("poincare", Relation(variance, "<=", 1), lemma("variance_of_block_excess", t=tau, b=b)),
        Step("share", Relation(1 + variance / e, "<=", 1 + 1 / e), monotone(v, 1 + v / e), ["poincare"]),
        Step("second", Relation(gap, "<=", 1 + 1 / e), chain(), ["first", "share"]),
        Step("claim", THEOREM.claim, chain(), ["below", "first", "second"]),
    ],
)
