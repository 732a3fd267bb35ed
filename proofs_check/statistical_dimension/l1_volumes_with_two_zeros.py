"""Each volume is the number of faces times two angles, of at most two variables each."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import equicorrelated_orthant, erf_power_mean
from lqtheory.theorems.statistical_dimension.l1_volumes_with_two_zeros import THEOREM, D

(s,) = D.symbols
v = sp.Symbol("v", real=True)
low, high = THEOREM.relations
one, two = equicorrelated_orthant(s, 1), equicorrelated_orthant(s, 2)
mean, half = erf_power_mean(1, s + 1), erf_power_mean(0, s + 2)
angle = sp.atan(1 / sp.sqrt(s * (s + 2)))

PROOF = Proof(
    "l1_volumes_with_two_zeros",
    steps=[
        Step("low", Relation(low.lhs, "=", 4 * mean * one), lemma("descent_volume_is_product", d=s + 2, s=s, j=1)),
        Step("one", Relation(one, "=", sp.Rational(1, 2)), lemma("orthant_of_one", s=s)),
        Step("once", Relation(4 * mean * one, "=", 2 * mean), monotone(v, 4 * mean * v), ["one"]),
        Step("mean", Relation(mean, "=", low.rhs / 2), lemma("erf_mean_of_first_power", r=s + 1)),
        Step("twice", Relation(2 * mean, "=", low.rhs), monotone(v, 2 * v), ["mean"]),
        Step("high", Relation(high.lhs, "=", 4 * half * two), lemma("descent_volume_is_product", d=s + 2, s=s, j=2)),
        Step("two", Relation(two, "=", sp.Rational(1, 4) - angle / (2 * sp.pi)), lemma("orthant_of_two", s=s)),
        Step("angle", Relation(4 * half * two, "=", 2 * half * high.rhs), monotone(v, 4 * half * v), ["two"]),
        Step("half", Relation(half, "=", sp.Rational(1, 2)), lemma("erf_mean_without_power", r=s + 2)),
        Step("whole", Relation(2 * half * high.rhs, "=", high.rhs), monotone(v, 2 * v * high.rhs), ["half"]),
        Step("claim", THEOREM.claim, chain(), ["low", "once", "twice", "high", "angle", "whole"]),
    ],
)
