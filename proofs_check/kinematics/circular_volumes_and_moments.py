"""The master Steiner formula for 1, |P g|^2 and |P g|^4."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import circular_energy, circular_statistical_dimension
from lqtheory.theorems.kinematics.circular_volumes_and_moments import THEOREM, D, mean

d, alpha = D.symbols
whole, first, second = THEOREM.relations
energy = circular_energy(d, 1, alpha)
STEINER = Source("mccoy_tropp_2014", "Theorem 3.1 (master Steiner formula)")

PROOF = Proof(
    "circular_volumes_and_moments",
    steps=[
        Step("whole", whole, cited(STEINER, "the intrinsic volumes are the probabilities of the values of V")),
        Step(
            "energy",
            Relation(mean, "=", energy),
            cited(STEINER, "given V, |P g|^2 is chi-square with V degrees: mean V"),
        ),
        Step(
            "dimension",
            Relation(circular_statistical_dimension(d, alpha), "=", energy),
            apply("circular_dimension_formula"),
        ),
        Step("first", first, chain(), ["energy", "dimension"]),
        Step("second", second, cited(STEINER, "a chi-square variable with V degrees has the second moment V (V+2)")),
        Step("claim", THEOREM.claim, chain(), ["whole", "first", "second"]),
    ],
)
