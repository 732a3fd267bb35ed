"""The mean of a binomial law, the definitions, and the second-order cone."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension, psd_statistical_dimension
from lqtheory.theorems.statistical_dimension.named_cones_are_half import THEOREM, D, k, orthant

(n,) = D.symbols
first, psd, circle = THEOREM.relations
half = sp.Rational(3, 2)

PROOF = Proof(
    "named_cones_are_half",
    steps=[
        Step("binomial", Relation(orthant, "=", n / 2), lemma("mean_of_fair_binomial", k=n, index=k)),
        Step("half", Relation(first.rhs, "=", n / 2), identity()),
        Step("orthant", first, chain(), ["binomial", "half"]),
        Step("psd", psd, identity()),
        Step("small", Relation(psd_statistical_dimension(2), "=", half), identity()),
        Step(
            "cone",
            Relation(circular_statistical_dimension(3, sp.pi / 4), "=", half),
            apply("second_order_cone_is_half", {"d": sp.Integer(3)}),
        ),
        Step("circle", circle, chain(), ["small", "cone"]),
        Step("claim", THEOREM.claim, chain(), ["orthant", "psd", "circle"]),
    ],
)
