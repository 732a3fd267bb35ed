"""Where |z| < c/t and the parts are at least c, their ratio exceeds t."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.small_sums_have_large_ratios import THEOREM, D

NUMBERS = {"c": Real(0), "t": Real(0), "v": Real("c", closed="left"), "z": Real(0, "c/t")}
*_, c, t, v, z = D.extend(**NUMBERS).symbols
s = sp.Symbol("s", real=True)

PROOF = Proof(
    "small_sums_have_large_ratios",
    extra=NUMBERS,
    steps=[
        Step("bound", Relation(z, "<", c / t), sign()),
        Step("product", Relation(t * z, "<", c), monotone(s, t * s), ["bound"]),
        Step("parts", Relation(c, "<=", v), sign()),
        Step("less", Relation(t * z, "<", v), chain(), ["product", "parts"]),
        Step("ratio", Relation(t, "<", v / z), monotone(s, s / z), ["less"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "IV.1 (an event that implies another is at most as probable)"),
                "P(Δ > t) is at least P(|z| < c/t), the integral of the density over (-c/t, c/t), which lies in "
                "(-h, h) for t >= c/h; z = 0 has probability 0, and |z| is z or -z",
            ),
            ["ratio"],
        ),
    ],
)
