"""Polarity, and the mean of a fair binomial variable."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
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
            cited(
                Source("amelunxen_lotz_mccoy_tropp_2014", "Proposition 3.1 (polarity)"),
                "the polar of the descent cone is the cone over the subdifferential, an orthant of k coordinates; the "
                "dimensions of a cone and of its polar add up to d",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["put_in", "polar"]),
    ],
)
