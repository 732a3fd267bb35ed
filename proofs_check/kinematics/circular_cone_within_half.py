"""A feasible point of the projection problem bounds from below; polarity turns that into the upper bound."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension
from lqtheory.theorems.kinematics.circular_cone_within_half import THEOREM, D, count, value

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
other = circular_statistical_dimension(d, sp.pi / 2 - alpha)
other_count = (d - 1) * sp.cos(alpha) ** 2
c = sp.sin(alpha) ** 2
gain = (d - 1) * (2 * c - c**2 - c**2 * sp.cos(alpha) ** 2 / sp.sin(alpha) ** 2)

PROOF = Proof(
    "circular_cone_within_half",
    steps=[
        Step("gain", Relation(count, "=", gain), identity()),
        Step("trial", Relation(gain, "<=", value), lemma("trial_point_in_circular_cone", d=d, alpha=alpha, c=c)),
        Step("feasible", THEOREM.relations[0], chain(), ["gain", "trial"]),
        Step(
            "turned",
            Relation(count.subs(alpha, sp.pi / 2 - alpha), "<=", other),
            substitute({alpha: sp.pi / 2 - alpha}),
            ["feasible"],
        ),
        Step("negative", Relation(d - other, "<=", d - other_count), monotone(t, d - t), ["turned"]),
        Step("energies", Relation(value + other, "=", d), apply("polarity_of_circular_cones")),
        Step("polar", Relation(value, "=", d - other), monotone(t, t - other), ["energies"]),
        Step("sum", Relation(d - other_count, "=", count + 1), identity()),
        Step("claim", THEOREM.claim, chain(), ["feasible", "polar", "negative", "sum"]),
    ],
)
