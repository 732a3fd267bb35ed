"""The sum is one, and the alternating sum vanishes by Euler's relation."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.gauss_bonnet import THEOREM, D, half

(K,) = D.symbols
t = sp.Symbol("t", real=True)
even, odd = half(K, 0), half(K, 1)
half_one = sp.Rational(1, 2)

PROOF = Proof(
    "gauss_bonnet",
    steps=[
        Step("sum", Relation(even + odd, "=", 1), lemma("volumes_add_up", K=K)),
        Step(
            "euler",
            Relation(even - odd, "=", 0),
            cited(
                Source("mcmullen_1975", "Theorem 3 (Gram-Euler relations)"),
                "the alternating sum of the products of inner and outer angles over the faces of a cone is 0",
            ),
        ),
        Step(
            "even_half",
            Relation((even + odd) / 2 + (even - odd) / 2, "=", half_one + (even - odd) / 2),
            monotone(t, t / 2 + (even - odd) / 2),
            ["sum"],
        ),
        Step(
            "even_rest", Relation(half_one + (even - odd) / 2, "=", half_one), monotone(t, half_one + t / 2), ["euler"]
        ),
        Step(
            "odd_half",
            Relation((even + odd) / 2 - (even - odd) / 2, "=", half_one - (even - odd) / 2),
            monotone(t, t / 2 - (even - odd) / 2),
            ["sum"],
        ),
        Step(
            "odd_rest", Relation(half_one - (even - odd) / 2, "=", half_one), monotone(t, half_one - t / 2), ["euler"]
        ),
        Step("claim", THEOREM.claim, chain(), ["even_half", "even_rest", "odd_half", "odd_rest"]),
    ],
)
