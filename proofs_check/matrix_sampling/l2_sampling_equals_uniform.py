"""Every quotient is the squared norm, and there are as many as nonzero entries.

That N ones add up to N is read off the numbers 1, ..., 2N, taken in pairs.
"""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import l2_sampling_error, power_sum, support_size, uniform_sampling_error
from lqtheory.theorems.matrix_sampling.l2_sampling_equals_uniform import THEOREM, s, x

j, v = sp.Symbol("j", integer=True, positive=True), sp.Symbol("v", real=True)
total, N = power_sum(x, 2), support_size(x)
ones, ranks, pairs, quotients = (sp.Sum(body, (j, 1, N)) for body in (1, j, 4 * j - 1, total))
double = sp.Sum(j, (j, 1, 2 * N))

PROOF = Proof(
    "l2_sampling_equals_uniform",
    steps=[
        Step("all", Relation(double, "=", N * (2 * N + 1)), lemma("sum_of_ranks", index=j, n=2 * N)),
        Step("paired", Relation(double, "=", pairs), lemma("sum_in_pairs", body=j, index=j, n=N)),
        Step(
            "split",
            Relation(pairs, "=", 4 * ranks - ones),
            lemma("linear_sum", total=4 * j - 1, terms=[(4, j), (-1, 1)], index=j, low=1, high=N),
        ),
        Step("ranks", Relation(ranks, "=", N * (N + 1) / 2), lemma("sum_of_ranks", index=j, n=N)),
        Step("four", Relation(4 * ranks - ones, "=", 2 * N * (N + 1) - ones), monotone(v, 4 * v - ones), ["ranks"]),
        Step(
            "both", Relation(N * (2 * N + 1), "=", 2 * N * (N + 1) - ones), chain(), ["all", "paired", "split", "four"]
        ),
        Step("ones", Relation(N, "=", ones), monotone(v, 2 * N * (N + 1) - v), ["both"]),
        Step(
            "equal",
            Relation(quotients, "=", total * ones),
            lemma("linear_sum", total=total, terms=[(total, 1)], index=j, low=1, high=N),
        ),
        Step("times", Relation(total * N, "=", total * ones), monotone(v, total * v), ["ones"]),
        Step("count", Relation(quotients, "=", N * total), chain(), ["equal", "times"]),
        Step(
            "alike",
            Relation((quotients - total) / s, "=", (N * total - total) / s),
            monotone(v, v / s - total / s),
            ["count"],
        ),
        Step("squares", Relation(l2_sampling_error(x, s), "=", (quotients - total) / s), identity()),
        Step("uniform", Relation(uniform_sampling_error(x, s), "=", (N * total - total) / s), identity()),
        Step("claim", THEOREM.claim, chain(), ["squares", "alike", "uniform"]),
    ],
)
