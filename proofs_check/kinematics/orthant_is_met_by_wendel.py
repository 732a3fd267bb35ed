"""The kinematic formula with binomial volumes, summed in pairs by Pascal's rule."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient
from lqtheory.theorems.kinematics.orthant_is_met_by_wendel import THEOREM, D

d, k = D.symbols
i = sp.Symbol("i", integer=True, nonnegative=True)
hit, value = THEOREM.relations[0].lhs, THEOREM.relations[0].rhs
volumes = 2 ** (1 - d) * sp.Sum(binomial_coefficient(d, k - 1 - 2 * i), (i, 0, sp.floor((k - 1) / 2)))

PROOF = Proof(
    "orthant_is_met_by_wendel",
    steps=[
        Step(
            "kinematics",
            Relation(hit, "=", volumes),
            cited(
                Source("amelunxen_lotz_mccoy_tropp_2014", "fact 2.1 with example 2.9"),
                "the orthant is no subspace and has v_j = C(d,j)/2^d, so that the probability is twice the sum of "
                "every other v_j from j = d-k+1 on; C(d,j) = C(d,d-j)",
            ),
        ),
        Step(
            "pascal",
            Relation(volumes, "=", value),
            cited(
                Source("feller_1968", "section II.8 (8.6)"),
                "Pascal: C(d,j) = C(d-1,j) + C(d-1,j-1), so that every other C(d,j) below k adds up to all C(d-1,j)",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["kinematics", "pascal"]),
    ],
)
