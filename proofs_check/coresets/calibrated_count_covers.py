"""Ranks of a fresh point are equally likely; where it asks for no more than m, both tails are at most delta/2."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.calibrated_count_covers import THEOREM, D

# Variance and reach of the terms at the fresh point, and the draws beyond those that it asks for.
NUMBERS = {"V": Real(0, closed="left"), "R": Real(0), "x": Real(0, closed="left")}
_, _, N, alpha, e, delta, _, V, R, x = D.extend(**NUMBERS).symbols
v = sp.Symbol("v", real=True)
exact = (1 - alpha) * (N + 1)
k = sp.ceiling(exact)
above = 1 - k / (N + 1)  # share of the ranks at which the fresh point asks for more
rate = e**2 / (2 * V + 2 * e * R / 3)
m = sp.log(2 / delta) / rate + x
tails = 2 * sp.exp(-rate * m)

PROOF = Proof(
    "calibrated_count_covers",
    extra=NUMBERS,
    steps=[
        Step("rank", Relation(exact, "<=", k), lemma("ceiling_at_least", t=exact)),
        Step("share", Relation(above, "<=", alpha), monotone(v, 1 - v / (N + 1)), ["rank"]),
        Step("enough", Relation(-rate * m, "<=", -sp.log(2 / delta)), sign()),
        Step("failures", Relation(tails, "<=", delta), monotone(v, 2 * sp.exp(v)), ["enough"]),
        Step("ranks_too", Relation(above + tails, "<=", above + delta), monotone(v, above + v), ["failures"]),
        Step("budget", Relation(above + delta, "<=", alpha + delta), monotone(v, v + delta), ["share"]),
        Step("numbers", Relation(above + tails, "<=", alpha + delta), chain(), ["ranks_too", "budget"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.2 (ranks of exchangeable variables)"),
                "a fresh point asks for more than the k-th smallest of N exchangeable counts with probability at most "
                "1 - k/(N+1); if not, Bernstein's inequality (boucheron_lugosi_massart_2013, Corollary 2.11) has each "
                "tail of the mean of m terms, of variance V and reach R, at most exp(-m e^2/(2V + 2eR/3))",
            ),
            ["numbers"],
        ),
    ],
)
