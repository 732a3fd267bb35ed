"""|P g|^2 is (g_1)_+^2 for a ray, and |g|^2 minus that for a half-space; in the plane the angle is uniform."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.theorems.statistical_dimension.circular_cone_extremes import THEOREM

PROJECTION = Source("rockafellar_1970", "section 31 (projection on a cone)")
ray, half_space, sector, line = THEOREM.relations

PROOF = Proof(
    "circular_cone_extremes",
    steps=[
        Step("ray", ray, cited(PROJECTION, "at angle 0 the energy is the square of the positive part of g_1: 1/2")),
        Step(
            "half_space",
            half_space,
            cited(PROJECTION, "at pi/2 the energy is |g|^2 less the square of the negative part of g_1: d - 1/2"),
        ),
        Step(
            "sector",
            sector,
            cited(
                Source("feller_1968", "section I.13 (uniform angle of a Gaussian vector in the plane)"),
                "|g|^2 has mean 2 and the angle is uniform: (2/pi) (a + int_0^(pi/2) cos^2)",
            ),
        ),
        Step("line", line, cited(PROJECTION, "in R^1 the cone is a ray at every angle")),
        Step("claim", THEOREM.claim, chain(), ["ray", "half_space", "sector", "line"]),
    ],
)
