"""m = sum t_i <= sum t_i^q, and tau t_i <= |x_i|."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.proof import cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, rounding_threshold
from lqtheory.theorems.sparse_approximation.rounding_threshold_bound import THEOREM, D

n, m, q, x = D.symbols
s = sp.Symbol("s", nonnegative=True)
tau = rounding_threshold(x, m)
shares = DISTANCES["rounding_shares"].symbol(x, m)
some, none = Relation(0, "<", tau), Relation(tau, "<=", 0)
claimed = THEOREM.claim.then[0]

PROOF = Proof(
    "rounding_threshold_bound",
    steps=[
        Step("sum", Claim([some], [Relation(power_sum(shares, 1), "=", m)]), lemma("shares_add_up", x=x, m=m)),
        Step(
            "powers",
            Relation(power_sum(shares, 1), "<=", power_sum(shares, q)),
            lemma("smaller_powers_of_shares", x=x, m=m, q=q, p=1),
        ),
        Step("count", Claim([some], [Relation(m, "<=", power_sum(shares, q))]), chain(), ["sum", "powers"]),
        Step(
            "scaled",
            Claim([some], [Relation(tau**q * m, "<=", tau**q * power_sum(shares, q))]),
            monotone(s, tau**q * s),
            ["count"],
        ),
        Step(
            "entries",
            Relation(tau**q * power_sum(shares, q), "<=", power_sum(x, q)),
            lemma("shares_below_entries", x=x, m=m, q=q),
        ),
        Step("together", Claim([some], [Relation(tau**q * m, "<=", power_sum(x, q))]), chain(), ["scaled", "entries"]),
        Step("some", Claim([some], [claimed]), monotone(s, s ** (1 / q) * m ** (-1 / q)), ["together"]),
        Step("none_given", Claim([none], [none]), sign()),
        Step("bound", Relation(0, "<=", claimed.rhs), sign()),
        Step("none", Claim([none], [claimed]), chain(), ["none_given", "bound"]),
        Step("both", THEOREM.claim, cases(), ["some", "none"]),
    ],
)
