"""Every share is a quotient whose two sides have the factor b c_i."""

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.scaling_keeps_sensitivities import THEOREM, D

EXTRA = {"s": Real(0), "x": Real(0, closed="left"), "z": Real(0)}
b, s, x, z = D.extend(**EXTRA).symbols[2], *D.extend(**EXTRA).symbols[-3:]

PROOF = Proof(
    "scaling_keeps_sensitivities",
    extra=EXTRA,
    note="s is the factor c_i of a point, x the product w_j a_j of an edge there, z the sum of all.",
    steps=[
        Step("share", Relation(b * s * x / (b * s * z), "=", x / z), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "equals for equals: the sum over j of the largest share over the points is made of these quotients, z "
                "with the factor b s being the sum of the products with that factor",
            ),
            ["share"],
        ),
    ],
)
