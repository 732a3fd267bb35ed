"""Each Chernoff bound is at most Bernstein's, and the count makes each of these at most delta/2."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import bernstein_lower_tail, bernstein_upper_tail, kl_lower_tail, kl_upper_tail
from lqtheory.theorems.coresets.kl_count_at_most_bernstein import THEOREM, D

e, B, delta, m = D.symbols
t = sp.Symbol("t", real=True)
given = THEOREM.claim.given
high, low = kl_upper_tail(m, B, e), kl_lower_tail(m, B, e)
above, below = bernstein_upper_tail(m, B, e), bernstein_lower_tail(m, B, e)
half = delta / 2

PROOF = Proof(
    "kl_count_at_most_bernstein",
    steps=[
        Step(
            "bernstein",
            Claim(given, [Relation(above, "<=", half), Relation(below, "<=", half)]),
            apply("bernstein_count_suffices"),
        ),
        Step("upper", Relation(high, "<=", above), apply("upper_kl_tail_below_bernstein")),
        Step("lower", Relation(low, "<=", below), apply("lower_kl_tail_below_bernstein")),
        Step("high", Claim(given, [Relation(high, "<=", half)]), chain(), ["upper", "bernstein"]),
        Step("low", Claim(given, [Relation(low, "<=", half)]), chain(), ["lower", "bernstein"]),
        Step("first", Claim(given, [Relation(high + low, "<=", half + low)]), monotone(t, t + low), ["high"]),
        Step("second", Claim(given, [Relation(half + low, "<=", delta)]), monotone(t, half + t), ["low"]),
        Step("claim", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
