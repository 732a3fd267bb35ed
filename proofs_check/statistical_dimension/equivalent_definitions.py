"""The moments of the volumes, and polarity, both put in terms of energies."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import circular_energy, circular_statistical_dimension
from lqtheory.theorems.statistical_dimension.equivalent_definitions import THEOREM, D, distance, energy, volumes

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
other = sp.pi / 2 - alpha
here, there = (circular_statistical_dimension(d, angle) for angle in (alpha, other))
polar = circular_energy(d, 1, other)

PROOF = Proof(
    "equivalent_definitions",
    steps=[
        Step("energy", Relation(here, "=", energy), apply("circular_dimension_formula")),
        Step("volumes", Relation(volumes, "=", here), apply("circular_volumes_and_moments")),
        Step("sum", Relation(here + there, "=", d), apply("polarity_of_circular_cones")),
        Step("rest", Relation(here, "=", d - there), monotone(t, t - there), ["sum"]),
        Step("polar", Relation(there, "=", polar), apply("circular_dimension_formula", {"alpha": other})),
        Step("distance", Relation(d - there, "=", distance), monotone(t, d - t), ["polar"]),
        Step("claim", THEOREM.claim, chain(), ["energy", "volumes", "rest", "distance"]),
    ],
)
