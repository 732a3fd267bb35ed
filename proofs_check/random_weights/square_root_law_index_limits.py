"""Euler's integral for every moment, and arithmetic with gamma functions."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.square_root_law_index_limits import THEOREM, D, moment

(a,) = D.symbols
half, scale = sp.Rational(1, 2), a
shape = half
values = [
    scale**p * sp.gamma((p + 1) / shape) / sp.gamma(1 / shape)
    for p in (
        sp.sympify(half),
        sp.sympify(1),
    )
]

PROOF = Proof(
    "square_root_law_index_limits",
    steps=[
        Step("m0", Relation(moment(half), "=", values[0]), lemma("euler_integral", p=half, s=half, a=a)),
        Step("m1", Relation(moment(1), "=", values[1]), lemma("euler_integral", p=1, s=half, a=a)),
        Step("limits", THEOREM.claim, identity(), ["m0", "m1"]),
    ],
)
