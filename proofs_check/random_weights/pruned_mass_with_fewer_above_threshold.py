"""The k - j largest entries leave their clipped gaps, and j of those are at least as large as the last one kept."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights.pruned_mass_with_fewer_above_threshold import THEOREM, D, everything, level, m

n, k, j, p, _, x = D.symbols
s = sp.Symbol("s", real=True)
mass, there = tail_power_sum(x, k, p), tail_power_sum(x, m, p)
pruned = j * order_statistic(x, k) ** p
bound = (n - m) * level - everything

PROOF = Proof(
    "pruned_mass_with_fewer_above_threshold",
    steps=[
        Step("there", Relation(there, "<=", bound), apply("pruned_mass_by_clipped_gaps", {"m": m})),
        Step("between", Relation(pruned + mass, "<=", there), lemma("tail_between", x=x, j=m, k=k, p=p, least=True)),
        Step("moved", Relation(mass, "<=", there - pruned), monotone(s, s - pruned), ["between"]),
        Step("added", Relation(there - pruned, "<=", bound - pruned), monotone(s, s - pruned), ["there"]),
        Step("claim", THEOREM.claim, chain(), ["moved", "added"]),
    ],
)
