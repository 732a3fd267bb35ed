"""Tropp's inequality, at the radius where it is 1/d."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import apply, cited
from lqtheory.relations import Relation
from lqtheory.theorems.matrix_sampling.matrix_bernstein_radius_solves import D as RADIUS
from lqtheory.theorems.matrix_sampling.matrix_bernstein_radius_solves import radius
from lqtheory.theorems.matrix_sampling.sampled_matrix_rarely_far import THEOREM

L, R, v = RADIUS.symbols

PROOF = Proof(
    "sampled_matrix_rarely_far",
    extra={"L": Real(0), "R": Real(0, closed="left"), "v": Real(0, closed="left")},
    note="The citation is the inequality itself, recalled; its constants are put in here.",
    steps=[
        Step(
            "radius",
            Relation(radius**2 / 2, "=", L * (v + R * radius / 3)),
            apply("matrix_bernstein_radius_solves", {"L": L, "R": R, "v": v}),
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("tropp_2012", "Theorem 1.6 (rectangular matrix Bernstein)"),
                "P(norm of the sum > t) <= (d_1+d_2) exp(-(t^2/2)/(v + Rt/3)) for independent centred summands of norm "
                "at most R and variance v; here they are (A_ij/p_ij E_ij - A)/s, and L = ln((d_1+d_2) d)",
            ),
            ["radius"],
        ),
    ],
)
