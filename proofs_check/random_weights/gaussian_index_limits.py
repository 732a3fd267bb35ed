"""Euler's integral for every moment, and arithmetic with gamma functions."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.gaussian_index_limits import THEOREM, D, moment

(a,) = D.symbols
half, shape, scale = sp.Rational(1, 2), sp.sympify(2), sp.sqrt(2) * a
values = [
    scale**p * sp.gamma((p + 1) / shape) / sp.gamma(1 / shape)
    for p in (
        sp.sympify(1),
        sp.sympify(2),
        sp.sympify(half),
    )
]
limit = sp.sqrt(2) * sp.gamma(sp.Rational(3, 4)) ** 2 / sp.pi
root = moment(2) ** -half
ratio = moment(half) ** 2 / moment(2) ** half
u = sp.Symbol("u", positive=True)

PROOF = Proof(
    "gaussian_index_limits",
    steps=[
        Step("m0", Relation(moment(1), "=", values[0]), lemma("euler_integral", p=1, s=2, a=sp.sqrt(2) * a)),
        Step("m1", Relation(moment(2), "=", values[1]), lemma("euler_integral", p=2, s=2, a=sp.sqrt(2) * a)),
        Step("m2", Relation(moment(half), "=", values[2]), lemma("euler_integral", p=half, s=2, a=sp.sqrt(2) * a)),
        Step("first", THEOREM.relations[0], identity(), ["m0", "m1"]),
        Step("square", Relation(moment(half) ** 2, "=", a * limit), monotone(u, u**2), ["m2"]),
        Step("over", Relation(ratio, "=", a * limit * root), monotone(u, u * root), ["square"]),
        Step("scaled", Relation(a * limit * root, "=", limit), monotone(u, a * limit * u**-half), ["m1"]),
        Step("base", Relation(ratio, "=", limit), chain(), ["over", "scaled"]),
        Step("second", THEOREM.relations[1], monotone(u, u ** sp.Rational(2, 3)), ["base"]),
        Step("third", THEOREM.relations[2], identity(), ["m0", "m1"]),
        Step("limits", THEOREM.claim, chain(), ["first", "second", "third"]),
    ],
)
