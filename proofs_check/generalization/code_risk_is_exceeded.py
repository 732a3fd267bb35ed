"""Every network spends its share 2^-length of the probability of failure."""

from lqtheory import Proof, Source, Step, Vector
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.generalization.code_risk_is_exceeded import THEOREM, D

EXTRA = {"L": Vector("k", sign="nonnegative")}
k, _, delta, _, _, L = D.extend(**EXTRA).symbols
words = 2 ** (-L)
shares = delta * words
spent = Relation(power_sum(shares, 1), "=", delta * power_sum(words, 1))

PROOF = Proof(
    "code_risk_is_exceeded",
    extra=EXTRA,
    steps=[
        Step("spent", spent, lemma("power_sum_of_multiple", x=words, y=shares, c=delta, r=1)),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source(
                    "boucheron_lugosi_massart_2013",
                    "section 2.2 (Cramer-Chernoff method) and feller_1968, IV.1 (Boole)",
                ),
                "P(Bin(n,p) <= x) <= exp(-n kl(x/n||p)) for x/n <= p, so that each bound fails with "
                "probability at most delta 2^-length; the probability of a union is at most the sum, and the lengths "
                "of a prefix-free code satisfy Kraft's inequality",
            ),
            ["spent"],
        ),
    ],
)
