"""Each volume is a product of two angles, of at most one variable each."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import equicorrelated_orthant, erf_power_mean
from lqtheory.theorems.statistical_dimension.l1_volumes_with_one_zero import THEOREM, D

(s,) = D.symbols
v = sp.Symbol("v", real=True)
low, high = THEOREM.relations
none, one = equicorrelated_orthant(s, 0), equicorrelated_orthant(s, 1)
mean, half = erf_power_mean(1, s), erf_power_mean(0, s + 1)

PROOF = Proof(
    "l1_volumes_with_one_zero",
    steps=[
        Step("low", Relation(low.lhs, "=", mean * none), lemma("descent_volume_is_product", d=s + 1, s=s, j=0)),
        Step("none", Relation(none, "=", 1), lemma("orthant_of_nothing", s=s)),
        Step("alone", Relation(mean * none, "=", mean), monotone(v, mean * v), ["none"]),
        Step("angle", Relation(mean, "=", low.rhs), lemma("erf_mean_of_first_power", r=s)),
        Step("high", Relation(high.lhs, "=", 2 * half * one), lemma("descent_volume_is_product", d=s + 1, s=s, j=1)),
        Step("one", Relation(one, "=", sp.Rational(1, 2)), lemma("orthant_of_one", s=s)),
        Step("once", Relation(2 * half * one, "=", half), monotone(v, 2 * half * v), ["one"]),
        Step("half", Relation(half, "=", high.rhs), lemma("erf_mean_without_power", r=s + 1)),
        Step("claim", THEOREM.claim, chain(), ["low", "alone", "angle", "high", "once", "half"]),
    ],
)
