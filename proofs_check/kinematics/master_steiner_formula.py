"""For polyhedral cones by the faces that projections lie in, for all others as limits."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.cones.classes import CONE
from lqtheory.proof import cited, lemma
from lqtheory.quantities.cone_volumes import volume_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.master_steiner_formula import THEOREM

K, half = sp.Symbol("K"), volume_quantity("cone_half_tail")

PROOF = Proof(
    "master_steiner_formula",
    extra={"K": CONE},
    steps=[
        Step("law", Relation(half(K, 0) + half(K, 1), "=", 1), lemma("volumes_add_up", K=K)),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("mccoy_tropp_2014", "Theorem 3.1"),
                "for polyhedral cones, given the dimension k of the face that P g lies in, P g and P' g are Gaussian "
                "vectors of orthogonal subspaces of dimensions k and d - k, restricted to cones, which fixes their "
                "directions and not their lengths; every cone is a limit of polyhedral ones",
            ),
            ["law"],
        ),
    ],
)
