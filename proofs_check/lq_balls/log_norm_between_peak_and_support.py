"""Some entry is the largest, and no nonzero entry exceeds it; take logarithms."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum, support_size
from lqtheory.theorems.lq_balls.log_norm_between_peak_and_support import THEOREM, D

n, q, x = D.symbols
t = sp.Symbol("t", positive=True)
S, M, n0 = power_sum(x, q), peak(x), support_size(x)
lower, upper = THEOREM.claim.then[1], THEOREM.claim.then[0]

PROOF = Proof(
    "log_norm_between_peak_and_support",
    steps=[
        Step("entry", Relation(M**q, "<=", S), lemma("peak_is_an_entry", x=x, q=q)),
        Step("all_entries", Relation(S, "<=", n0 * M**q), lemma("support_times_peak", x=x, q=q)),
        Step("lower", lower, monotone(t, sp.log(t) / q), ["entry"]),
        Step("upper", upper, monotone(t, sp.log(t) / q), ["all_entries"]),
        Step("both", THEOREM.claim, sign(), ["lower", "upper"]),
    ],
)
