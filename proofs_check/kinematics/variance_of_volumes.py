"""Given V the energy is chi-square: its variance is that of the mean V, plus the mean of the variance 2 V."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import apply, chain, cited, monotone
from lqtheory.quantities.factored_cones import factored_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.variance_of_volumes import THEOREM, D, energies, energy, variance

(C,) = D.symbols
t = sp.Symbol("t", real=True)
mean = factored_quantity("factored_volume_mean")(C)

PROOF = Proof(
    "variance_of_volumes",
    steps=[
        Step(
            "given",
            Relation(energies, "=", variance + 2 * mean),
            cited(
                Source("mccoy_tropp_2014", "Theorem 3.1 (master Steiner formula)"),
                "given V, |P g|^2 is chi-square with V degrees, mean V, variance 2 V: its variance is Var V + 2 E V",
            ),
        ),
        Step("moved", Relation(energies - 2 * mean, "=", variance), monotone(t, t - 2 * mean), ["given"]),
        Step("mean", Relation(energy, "=", mean), apply("equivalent_definitions")),
        Step(
            "put_in", Relation(energies - 2 * energy, "=", energies - 2 * mean), monotone(t, energies - 2 * t), ["mean"]
        ),
        Step("claim", THEOREM.claim, chain(), ["put_in", "moved"]),
    ],
)
