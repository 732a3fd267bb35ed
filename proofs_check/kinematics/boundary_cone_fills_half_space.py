"""The squared distance to the cone, point by point: along the axis and across it, x = cos(alpha), y = sin(alpha)."""

import sympy as sp

from lqtheory import Claim, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, polynomial
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.boundary_cone_fills_half_space import THEOREM, D

EXTRA = {
    "x": Real(0, 1),
    "r": Real(0, closed="left"),
    "a": Real(0, "r*x/sqrt(1-x**2)", closed="both"),
    "b": Real(0, closed="left"),
    "q": Real(0, "b*x/sqrt(1-x**2)", closed="both"),
}
d, alpha, x, r, a, b, q = D.extend(**EXTRA).symbols
y = sp.sqrt(1 - x**2)
forward = Relation((r * x - a * y) ** 2, "<=", r**2 * x**2)
behind = Relation(b**2 + q**2, "<=", (q * x + b * y) ** 2 + b**2 * x**2)

PROOF = Proof(
    "boundary_cone_fills_half_space",
    extra=EXTRA,
    steps=[
        # beside the cone with a >= 0 on the axis; behind its apex, where -b <= 0 is on the axis and q across
        Step("forward", forward, polynomial()),
        Step("behind", behind, polynomial()),
        Step("distances", Claim(then=[forward, behind]), chain(), ["forward", "behind"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1 (by distances; monotonicity)"),
                "delta = d - E dist^2; dist is 0 in the cone, r x - a y beside it and |g| behind it, so that dist^2 is "
                "at most r^2 x^2 for a >= 0, and (r x - a y)^2 + a^2 x^2 for a < 0; E r^2 = d-1, E r <= sqrt(d-1), E "
                "max(-a, 0) = 1/sqrt(2 pi), half of E a^2 = 1 is at a < 0; the cone lies in a half-space",
            ),
            ["distances"],
        ),
    ],
)
