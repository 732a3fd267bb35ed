"""Every network spends its share 2^-length of the probability of failure."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.generalization.binomial_code_risk_is_exceeded import THEOREM, D

k, _, d, _ = D.symbols
j = sp.Symbol("j", integer=True, positive=True)
share = 2 ** (-j) / d

PROOF = Proof(
    "binomial_code_risk_is_exceeded",
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
                Source("david_nagaraja_2003", "section 2.3 (probability integral transform), with Boole's inequality"),
                "P(F(X) < t) <= t, so that each limit fails with probability at most 2^-length/d; the "
                "events of all networks add up to at most 1/d by Kraft's inequality",
            ),
            ["kraft"],
        ),
    ],
)
