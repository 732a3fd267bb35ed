"""The mean is the integral of the tail: at least 2 c f up to t = c/h, and of 2 c f/t from there to x c/h."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.capped_ratio_has_large_mean import LEAST, THEOREM, D

h, x, law = D.symbols
(mean,) = THEOREM.claim.then
least = LEAST.symbol(h, law)
integral = least + least * sp.log(x)

PROOF = Proof(
    "capped_ratio_has_large_mean",
    steps=[
        Step("parts", Relation(mean.lhs, "=", integral), identity()),
        Step(
            "tail",
            Relation(integral, "<=", mean.rhs),
            cited(
                Source("feller_1971", "section V.6 (the mean as the integral of the tail)"),
                "E min(Δ, x c/h) is the integral of P(Δ > t) over 0 < t < x c/h; it is at least 2 h f up to c/h and 2 "
                "c f/t from there on, which have the integrals 2 c f and 2 c f log x",
                theorems=["small_sums_have_large_ratios"],
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["parts", "tail"]),
    ],
)
