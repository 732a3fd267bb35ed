"""ln P >= s ln(n/4s)/2 makes the divergence at most ln P/4, and ln 2 is at most ln P/4 as well."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count
from lqtheory.theorems.necessity.fano_error_at_least_half import THEOREM, D, level

s, n = D.symbols
t, v = sp.Symbol("t", positive=True), sp.Symbol("v", real=True)
count = packing_count(n, s)
entropy, rate = sp.log(count), s * level / 2

PROOF = Proof(
    "fano_error_at_least_half",
    steps=[
        Step("packing", Relation((n / (4 * s)) ** (s / 2), "<=", count), apply("packing_count_at_least_rate")),
        Step("rate", Relation(rate, "<=", entropy), monotone(t, sp.log(t)), ["packing"]),
        Step("divergence", Relation(s * level / 8, "<=", entropy / 4), monotone(v, v / 4), ["rate"]),
        Step("large", Relation(4 * sp.log(2), "<=", rate), sign()),
        Step("bit", Relation(4 * sp.log(2), "<=", entropy), chain(), ["large", "rate"]),
        Step("quarter", Relation(sp.log(2), "<=", entropy / 4), monotone(v, v / 4), ["bit"]),
        Step("some", Relation(0, "<", 4 * sp.log(2)), sign()),
        Step("positive", Relation(0, "<", entropy), chain(), ["some", "bit"]),
        Step(
            "first",
            Relation(s * level / 8 + sp.log(2), "<=", entropy / 4 + sp.log(2)),
            monotone(v, v + sp.log(2)),
            ["divergence"],
        ),
        Step("second", Relation(entropy / 4 + sp.log(2), "<=", entropy / 2), monotone(v, v + entropy / 4), ["quarter"]),
        Step("sum", Relation(s * level / 8 + sp.log(2), "<=", entropy / 2), chain(), ["first", "second"]),
        Step("fano", THEOREM.claim, monotone(v, 1 - v / entropy), ["sum", "positive"]),
    ],
)
