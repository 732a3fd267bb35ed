"""The k + j largest entries leave their clipped gaps, and j entries more are at most as large as the first."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.random_weights.pruned_mass_with_more_above_threshold import THEOREM, D, everything, level, m

n, k, j, p, _, x = D.symbols
s = sp.Symbol("s", real=True)
mass, there = tail_power_sum(x, k, p), tail_power_sum(x, m, p)
pruned = j * order_statistic(x, k + 1) ** p
bound = (n - m) * level - everything

PROOF = Proof(
    "pruned_mass_with_more_above_threshold",
    steps=[
        Step("there", Relation(there, "<=", bound), apply("pruned_mass_by_clipped_gaps", {"m": m})),
        Step("between", Relation(mass, "<=", pruned + there), lemma("tail_between", x=x, j=k, k=m, p=p, least=False)),
        Step("added", Relation(pruned + there, "<=", pruned + bound), monotone(s, pruned + s), ["there"]),
        Step("claim", THEOREM.claim, chain(), ["between", "added"]),
    ],
)
