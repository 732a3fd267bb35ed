"""Steiner's formula turns the variance into that of |P g|^2, which Poincare bounds; the polar cone gives the rest."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.volume_variance_bound import THEOREM, mean, size, variance

POINCARE = Source("boucheron_lugosi_massart_2013", "Theorem 3.20 (Gaussian Poincare inequality)")
other = size - mean

PROOF = Proof(
    "volume_variance_bound",
    steps=[
        Step(
            "cone",
            Relation(variance + 2 * mean, "<=", 4 * mean),
            cited(
                POINCARE,
                "F = |P g|^2 is given V a chi-square variable with V degrees, so Var F = Var V + 2 delta; "
                "|grad F|^2 = 4 F",
            ),
        ),
        Step(
            "polar",
            Relation(variance + 2 * other, "<=", 4 * other),
            cited(POINCARE, "the same for the polar cone, whose variable is d - V"),
        ),
        Step("first", THEOREM.relations[0], sign(), ["cone"]),
        Step("second", THEOREM.relations[1], sign(), ["polar"]),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
