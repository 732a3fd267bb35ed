"""delta = E|P g|^2 is the square of the mean of |P g| plus its variance, which lies between 0 and 1."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.mean_length_within_one import THEOREM, length, mean

t = sp.Symbol("t", real=True)
below, above = THEOREM.relations

PROOF = Proof(
    "mean_length_within_one",
    steps=[
        Step(
            "least",
            Relation(0, "<=", mean - length**2),
            cited(Source("rudin_1976", "Theorem 1.35 (Schwarz)"), "delta - (E|P g|)^2 is the variance of |P g|"),
        ),
        Step(
            "most",
            Relation(mean - length**2, "<=", 1),
            cited(
                Source("boucheron_lugosi_massart_2013", "Theorem 3.20 (Gaussian Poincare inequality)"),
                "|P g| is 1-Lipschitz, because projections on convex sets do not lengthen distances",
            ),
        ),
        Step("below", below, monotone(t, t + length**2), ["least"]),
        Step("above", above, monotone(t, t + length**2), ["most"]),
        Step("claim", THEOREM.claim, chain(), ["below", "above"]),
    ],
)
