"""Every network spends its share 2^-length of the probability of failure."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.code_risk_is_exceeded import THEOREM, D

k, _, d, _ = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
share = 2 ** (-j) / d

PROOF = Proof(
    "code_risk_is_exceeded",
    extra={"j": Integer(1, "k-1")},
    steps=[
        Step(
            "kraft",
            Relation(sp.Sum(share, (j, 1, k - 1)), "=", (1 - 2 ** (1 - k)) / d),
            lemma("telescoping_sum", body=share, antidifference=2 * share, index=j),
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source(
                    "boucheron_lugosi_massart_2013",
                    "section 2.2 (Cramer-Chernoff method) and feller_1968, IV.1 (Boole)",
                ),
                "P(Bin(n,p) <= x) <= exp(-n kl(x/n||p)) for x/n <= p, so that each bound fails with "
                "probability at most 2^-length/d; the events of all networks add up to at most 1/d by "
                "Kraft's inequality",
            ),
            ["kraft"],
        ),
    ],
)
