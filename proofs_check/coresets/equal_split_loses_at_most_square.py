"""Norms decrease in the exponent: the sum of cubes is at most the cube of the sum."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.equal_split_loses_at_most_square import THEOREM, E, P, c, d

t = sp.Symbol("t", positive=True)
third = sp.Rational(1, 3)
roots = c**third * P ** (2 * third)
cubes = power_sum(roots, 3)

PROOF = Proof(
    "equal_split_loses_at_most_square",
    steps=[
        Step("cubes", Relation(cubes, "<=", power_sum(roots, 1) ** 3), lemma("norms_decrease", x=roots, q=1, p=3)),
        Step(
            "same",
            Relation(power_sum(roots**3, 1), "=", cubes),
            lemma("powers_of_entries", x=roots, p=3, r=1),
        ),
        Step("sum", Relation(power_sum(c * P**2, 1), "<=", power_sum(roots, 1) ** 3), chain(), ["same", "cubes"]),
        Step("claim", THEOREM.claim, monotone(t, d**2 * t / E**2), ["sum"]),
    ],
)
