"""More pruned weights have more energy, every term falls in it, and an integer more adds 1."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum
from lqtheory.theorems.pruning_limit.published_crossing_is_unique import THEOREM, D, flat, i, share

n, k, j, e, w, lam = D.symbols
t, u = sp.Symbol("t", real=True), sp.Symbol("u", positive=True)
entry = order_statistic(lam, i)
more, less = tail_power_sum(w, n - k, 2), tail_power_sum(w, n - j, 2)
falls, rises = THEOREM.relations

PROOF = Proof(
    "published_crossing_is_unique",
    extra={"i": Integer(1, "n")},
    steps=[
        Step("energy", Relation(less, "<=", more), lemma("tail_decreases", x=w, j=n - k, k=n - j, p=2)),
        Step(
            "below",
            Relation(2 * e + less * entry, "<=", 2 * e + more * entry),
            monotone(t, 2 * e + t * entry),
            ["energy"],
        ),
        Step("share", Relation(share(k), "<=", share(j)), monotone(u, 2 * e / u), ["below"]),
        Step("falls", falls, lemma("termwise_sum", body=share(k), bound=share(j), factor=1, index=i), ["share"]),
        Step("turned", Relation(j - flat(j), "<=", j - flat(k)), monotone(t, j - t), ["falls"]),
        Step("counts", Relation(j - flat(k), "<", k - flat(k)), sign()),
        Step("rises", rises, chain(), ["turned", "counts"]),
        Step("claim", THEOREM.claim, chain(), ["falls", "rises"]),
    ],
)
