"""A sum of products is at most the largest factor times the sum of the others."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.theorems.coresets.bounded_elasticity_keeps_relative_errors import THEOREM, E, lam

w = sp.Symbol("w", real=True)
low, high, growth = THEOREM.relations

PROOF = Proof(
    "bounded_elasticity_keeps_relative_errors",
    steps=[
        Step("low", low, sign()),
        Step("high", high, lemma("sum_below_peak", x=E, y=lam)),
        Step("growth", growth, monotone(w, sp.exp(w)), ["high"]),
        Step("claim", THEOREM.claim, chain(), ["low", "high", "growth"]),
    ],
)
