"""The least value is at most that of the distribution of sensitivities."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Real, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, sign
from lqtheory.quantities.coreset_samples import sample_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.minimax_at_most_sensitivity import THEOREM, D

EXTRA = {"i": Integer(1, "N"), "g": Real(0), "s": Real("g", closed="left")}
n, N, A, w, i, g, s = D.extend(**EXTRA).symbols
j, v = sp.Symbol("j", integer=True, positive=True), sp.Symbol("v", nonnegative=True)
total = Relation(sp.Sum(sample_quantity("importance_at")(w, A, i, j), (j, 1, n)), "=", 1)
share = Relation(g * g / s, "<=", g)

PROOF = Proof(
    "minimax_at_most_sensitivity",
    extra=EXTRA,
    steps=[
        Step("largest", Relation(g, "<=", s), sign()),
        Step("share", share, monotone(v, v * g / s), ["largest"]),
        Step("total", total, lemma("importances_add_up", w=w, A=A, i=i, j=j)),
        Step("point", Claim(then=[share, total]), chain(), ["share", "total"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rudin_1976", "Definition 1.8"),
                "a minimum over distributions is at most its value at s_j/S, S max_i sum_j g_j^2/s_j, s_j the largest "
                "importance g_j of an edge over the points",
            ),
            ["point"],
        ),
    ],
)
