"""Every network spends its share 2^-length of the probability of failure."""

from lqtheory import Proof, Source, Step, Vector
from lqtheory.proof import cited, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.generalization.binomial_code_risk_is_exceeded import THEOREM, D

EXTRA = {"L": Vector("k", sign="nonnegative")}
k, _, delta, _, _, L = D.extend(**EXTRA).symbols
words = 2 ** (-L)
shares = delta * words
spent = Relation(power_sum(shares, 1), "=", delta * power_sum(words, 1))

PROOF = Proof(
    "binomial_code_risk_is_exceeded",
    extra=EXTRA,
    steps=[
        Step("spent", spent, lemma("power_sum_of_multiple", x=words, y=shares, c=delta, r=1)),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("david_nagaraja_2003", "section 2.3 (probability integral transform), with Boole's inequality"),
                "P(F(X) < t) <= t, so that each limit fails with probability at most delta 2^-length; the "
                "probability of a union is at most the sum, and the lengths of a prefix-free code satisfy Kraft's "
                "inequality",
            ),
            ["spent"],
        ),
    ],
)
