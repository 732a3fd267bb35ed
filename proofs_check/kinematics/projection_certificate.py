"""|u-g|^2 as a sum of squares, in which the assumptions are put in."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.kinematics.projection_certificate import THEOREM, D, z

n, g, x, u = D.symbols
t, given = sp.Symbol("t", real=True), THEOREM.claim.given
terms = [(1, u - g), (-1, u - x), (-1, u + z), (1, u), (1, x), (1, z), (-1, g)]
total = sum(factor * power_sum(vector, 2) for factor, vector in terms)
far, near, moved = power_sum(u - g, 2), power_sum(z, 2), power_sum(u - x, 2)
rest = power_sum(u + z, 2) - power_sum(u, 2) + moved

PROOF = Proof(
    "projection_certificate",
    steps=[
        Step("squares", Relation(total, "=", 0), lemma("squares_add_up", terms=terms)),
        Step("solved", Relation(far - total, "=", far), monotone(t, far - t), ["squares"]),
        Step("more", Relation(near, "<=", near + moved), sign()),
        Step("dual", Claim(given, [given[1]]), sign()),
        Step(
            "dual_used",
            Claim(given, [Relation(near + moved, "<=", rest)]),
            monotone(t, t - power_sum(u, 2) + moved),
            ["dual"],
        ),
        Step("right_angle", Claim(given, [given[0]]), identity()),
        Step(
            "angle_used",
            Claim(given, [Relation(far - total, "=", rest)]),
            monotone(t, t - power_sum(x, 2) - near + rest),
            ["right_angle"],
        ),
        Step("claim", THEOREM.claim, chain(), ["more", "dual_used", "angle_used", "solved"]),
    ],
)
