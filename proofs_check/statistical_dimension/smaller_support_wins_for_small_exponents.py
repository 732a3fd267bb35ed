"""sum|x|^q <= S P^q < m z^q <= sum|z|^q: the middle one is the assumption, exponentiated."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum
from lqtheory.theorems.statistical_dimension.smaller_support_wins_for_small_exponents import (
    THEOREM,
    D,
    largest,
    smallest,
    support,
)

n, m, q, x, z = D.symbols
v = sp.Symbol("v", real=True)
given, close = THEOREM.claim.given
head, rest = m * smallest**q, tail_power_sum(z, m, q)
ratio = sp.exp(q * sp.log(largest / smallest))


def under(relation):
    """A conclusion under the theorem's assumptions."""
    return Claim(given=[given, close], then=[relation])


PROOF = Proof(
    "smaller_support_wins_for_small_exponents",
    steps=[
        Step("whole", Relation(power_sum(x, q), "<=", support * largest**q), lemma("support_times_peak", x=x, q=q)),
        Step("close", under(close), sign()),
        Step("power", under(Relation(ratio, "<", m / support)), monotone(v, sp.exp(v)), ["close"]),
        Step(
            "times",
            under(Relation(support * smallest**q * ratio, "<", head)),
            monotone(v, support * smallest**q * v),
            ["power"],
        ),
        Step("form", under(Relation(support * largest**q, "=", support * smallest**q * ratio)), identity()),
        Step("least", Relation(head + rest, "<=", power_sum(z, q)), lemma("head_at_least", x=z, k=m, q=q)),
        Step("part", Relation(head, "<=", head + rest), sign()),
        Step("claim", THEOREM.claim, chain(), ["whole", "form", "times", "part", "least"]),
    ],
)
