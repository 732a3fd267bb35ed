"""The definition in polar coordinates; cos^2 is put in place of the true energy, and the two tails are corrected."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.circular_dimension_formula import THEOREM, energy, leading, tails, value

PROOF = Proof(
    "circular_dimension_formula",
    steps=[
        Step(
            "mean",
            Relation(value, "=", energy),
            cited(
                Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1 (spherical formulation) and section 3.4"),
                "delta = d E|P theta|^2; the angle b of theta to the axis has a density proportional to sin^(d-2)(b), "
                "and |P theta| is 1 for b <= a, cos(b-a) up to a + pi/2, and 0 beyond",
            ),
        ),
        Step(
            "tails",
            Relation(energy, "=", leading + tails),
            cited(
                Source("rudin_1976", "Theorems 6.12 (c) and 6.19"),
                "integrals are additive: cos^2(b-a) on all of [0, pi] has the mean sin^2(a) + cos(2a)/d; on [0, a] "
                "1 - cos^2 = sin^2 is added, on [a + pi/2, pi] cos^2 is taken away, which is a tail of the "
                "complementary angle by the substitution pi - b",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["mean", "tails"]),
    ],
)
