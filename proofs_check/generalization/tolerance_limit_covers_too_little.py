"""An order statistic is small if and only if many scores are."""

import sympy as sp

from lqtheory import Integer, Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.tolerance_limit_covers_too_little import THEOREM, D

n = D.symbol("n")
j, p = sp.Symbol("j", integer=True, positive=True), sp.Symbol("p", positive=True)
slope = j * p ** (j - 1) * (1 - p) ** (n - j) - (n - j) * p**j * (1 - p) ** (n - j - 1)
product = (j - n * p) * p ** (j - 1) * (1 - p) ** (n - j - 1)

PROOF = Proof(
    "tolerance_limit_covers_too_little",
    extra={"j": Integer(1, "n"), "p": Real(0, 1)},
    steps=[
        Step(
            "slope",
            Relation(slope, "=", product),
            identity(),
            note="the derivative of p^j (1-p)^(n-j): every probability of the law rises up to p = j/n and then falls",
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.1 (law of an order statistic)"),
                "r_(k) <= t if and only if at least k of the scores are; the scores that cover less than 1-alpha have "
                "together at most the share 1-alpha of the law, and P(Bin(n,p) >= k) rises in p",
            ),
            ["slope"],
        ),
    ],
)
