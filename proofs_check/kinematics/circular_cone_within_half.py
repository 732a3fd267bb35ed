"""A feasible point of the projection problem bounds from below; polarity turns that into the upper bound."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, identity, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension
from lqtheory.theorems.kinematics.circular_cone_within_half import THEOREM, D, count, value

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
other = circular_statistical_dimension(d, sp.pi / 2 - alpha)
other_count = (d - 1) * sp.cos(alpha) ** 2

PROOF = Proof(
    "circular_cone_within_half",
    steps=[
        Step(
            "feasible",
            THEOREM.relations[0],
            cited(
                Source("rockafellar_1970", "section 31 (projection on a cone)"),
                "|P g|^2 is the largest 2 <g, x> - |x|^2 over the cone; x' = sin^2(a) g' and x_1 = |x'| cot(a) belong "
                "to it, and as g_1 is centred the mean is (d-1) (2 sin^2 a - sin^4 a - sin^2 a cos^2 a)",
            ),
        ),
        Step(
            "turned",
            Relation(count.subs(alpha, sp.pi / 2 - alpha), "<=", other),
            substitute({alpha: sp.pi / 2 - alpha}),
            ["feasible"],
        ),
        Step("negative", Relation(d - other, "<=", d - other_count), monotone(t, d - t), ["turned"]),
        Step(
            "polar",
            Relation(value, "=", d - other),
            cited(
                Source("rockafellar_1970", "Theorem 31.5 (Moreau)"),
                "|g|^2 = |P g|^2 + |P' g|^2 with P' for the polar, which is minus the circular cone of the "
                "complementary angle; take means",
            ),
        ),
        Step("sum", Relation(d - other_count, "=", count + 1), identity()),
        Step("claim", THEOREM.claim, chain(), ["feasible", "polar", "negative", "sum"]),
    ],
)
