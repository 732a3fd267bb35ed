"""Polarity, and the mean of a fair binomial variable."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import saturated_statistical_dimension
from lqtheory.theorems.statistical_dimension.saturated_cone_has_polar_orthant import THEOREM, D, i

d, k = D.symbols
v = sp.Symbol("v", real=True)
goal, dimension = THEOREM.relations[0], saturated_statistical_dimension(d, k)
mean = goal.lhs - dimension

PROOF = Proof(
    "saturated_cone_has_polar_orthant",
    steps=[
        Step("mean", Relation(mean, "=", k / sp.Integer(2)), lemma("mean_of_fair_binomial", k=k, index=i)),
        Step("put_in", Relation(goal.lhs, "=", dimension + k / sp.Integer(2)), monotone(v, dimension + v), ["mean"]),
        Step(
            "polar",
            Relation(dimension + k / sp.Integer(2), "=", d),
            lemma("saturated_cone_has_polar_orthant", d=d, k=k),
        ),
        Step("claim", THEOREM.claim, chain(), ["put_in", "polar"]),
    ],
)
