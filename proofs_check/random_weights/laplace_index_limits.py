"""Euler's integral for every moment, and arithmetic with gamma functions."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.laplace_index_limits import THEOREM, D, moment

(a,) = D.symbols
half, shape, scale = sp.Rational(1, 2), sp.sympify(1), a
values = [
    scale**p * sp.gamma((p + 1) / shape) / sp.gamma(1 / shape)
    for p in (
        sp.sympify(1),
        sp.sympify(2),
        sp.sympify(half),
    )
]

PROOF = Proof(
    "laplace_index_limits",
    steps=[
        Step("m0", Relation(moment(1), "=", values[0]), lemma("euler_integral", p=1, s=1, a=a)),
        Step("m1", Relation(moment(2), "=", values[1]), lemma("euler_integral", p=2, s=1, a=a)),
        Step("m2", Relation(moment(half), "=", values[2]), lemma("euler_integral", p=half, s=1, a=a)),
        Step("limits", THEOREM.claim, identity(), ["m0", "m1", "m2"]),
    ],
)
