"""One more draw: the binomial weights follow the law of total probability, by Pascal's rule.

With probability 1/r the next draw is the edge of the first point, so that the chance of c + 1 such draws among m + 1 is
(1/r) times that of c among m and (1 - 1/r) times that of c + 1 among m.
"""

from sympy import gamma

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.two_point_instance import THEOREM, D

r, m, k = D.symbols
EXTRA = {"c": Integer(0, "m-1")}
c = D.extend(**EXTRA).symbol("c")


def weight(draws, hits):
    """C(m, c) (r-1)^(m-c) / r^m, the term of the sum that the theorem names."""
    return gamma(draws + 1) / (gamma(hits + 1) * gamma(draws - hits + 1)) * (r - 1) ** (draws - hits) / r**draws


PROOF = Proof(
    "two_point_instance",
    extra=EXTRA,
    steps=[
        Step(
            "one more draw",
            Relation(weight(m + 1, c + 1), "=", weight(m, c) / r + (1 - 1 / r) * weight(m, c + 1)),
            identity(),
        ),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("feller_1968", "section VI.2 (Bernoulli trials: the recursion in the number of trials)"),
                "each draw is the edge of the first point with probability 1/r, independently of the others; the "
                "number c of such draws therefore obeys the recursion above, and events 4 |r c - m| >= k m for "
                "different c exclude each other, so that their chances add up",
            ),
            ["one more draw"],
        ),
    ],
)
