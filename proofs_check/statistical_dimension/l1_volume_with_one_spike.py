"""The external angle is an integral over the values of the error function itself."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import equicorrelated_orthant, erf_power_mean
from lqtheory.theorems.statistical_dimension.l1_volume_with_one_spike import THEOREM, D

(d,) = D.symbols
v = sp.Symbol("v", real=True)
goal = THEOREM.relations[0]
none, mean = equicorrelated_orthant(1, 0), erf_power_mean(d - 1, 1)

PROOF = Proof(
    "l1_volume_with_one_spike",
    steps=[
        Step("product", Relation(goal.lhs, "=", mean * none), lemma("descent_volume_is_product", d=d, s=1, j=0)),
        Step("none", Relation(none, "=", 1), lemma("orthant_of_nothing", s=1)),
        Step("alone", Relation(mean * none, "=", mean), monotone(v, mean * v), ["none"]),
        Step("mean", Relation(mean, "=", goal.rhs), lemma("erf_mean_at_unit_variance", m=d - 1)),
        Step("claim", THEOREM.claim, chain(), ["product", "alone", "mean"]),
    ],
)
