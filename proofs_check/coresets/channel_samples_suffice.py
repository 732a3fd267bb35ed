"""The union over 2 eta P parts and two tails of Bernstein's inequality is exactly delta at the bound."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.channel_samples_suffice import THEOREM, D

eta, P, epsilon, delta = (D.symbol(name) for name in ("eta", "P", "epsilon", "delta"))
NUMBERS = {"S": Real(2, closed="left")}
S = D.extend(**NUMBERS).symbols[-1]
bound = (6 + 2 * epsilon) * (S - 1) / (3 * epsilon**2) * sp.log(4 * eta * P / delta)
exponent = 3 * bound * epsilon**2 / ((6 + 2 * epsilon) * (S - 1))

PROOF = Proof(
    "channel_samples_suffice",
    extra=NUMBERS,
    steps=[
        Step("union", Relation(4 * eta * P * sp.exp(-exponent), "=", delta), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Corollary 2.11 (Bernstein's inequality)"),
                "a mean of m independent variables in [0, S] of mean 1, S >= 2, is off by epsilon or more with "
                "probability at most 2 exp(-3 m epsilon^2/((6 + 2 epsilon)(S - 1))); a union is at most the sum",
            ),
            ["union"],
        ),
    ],
)
