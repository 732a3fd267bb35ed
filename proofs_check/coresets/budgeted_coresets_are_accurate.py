"""Each class fails with probability delta/(2 eta); the recursion over two layers ends below the compounded parts."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.budgeted_coresets_are_accurate import THEOREM, D

epsilon, delta, _ = D.symbols
NUMBERS = {
    "eta": Integer(1),
    "S": Real(2, closed="left"),
    "e": Real(0, 1),
    "d": Real(1, closed="left"),
    "h": Real(1, closed="left"),
    "x": Real(0),
    "y": Real(0),
}
eta, S, e, d, h, x, y = D.extend(**NUMBERS).symbols[-7:]
count = (6 + 2 * e) * (S - 1) / (3 * e**2) * sp.log(4 * eta / delta)
tails = Relation(2 * eta * 2 * sp.exp(-3 * count * e**2 / ((6 + 2 * e) * (S - 1))), "=", delta)
# Ratios d, h and accuracies x, y of the two layers.
recursion = Relation(h * ((1 + d * x) * (1 + y) - 1), "<=", (1 + d * h * x) * (1 + h * y) - 1)

PROOF = Proof(
    "budgeted_coresets_are_accurate",
    extra=NUMBERS,
    steps=[
        Step("recursion", recursion, sign()),
        Step("numbers", Claim(then=(tails, recursion)), chain(), ["recursion"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Corollary 2.11 (Bernstein's inequality)"),
                "a mean of m independent variables in [0, S] of mean 1 is off by e or more with probability at most "
                "2 exp(-3 m e^2/((6 + 2 e)(S - 1))), S >= 2; a union of 2 eta classes is at most the sum",
            ),
            ["numbers"],
        ),
    ],
)
