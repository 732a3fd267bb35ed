"""The error of y only grows when it loses entries, and with one entry less it is at least that of x already."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import tail_power_sum
from lqtheory.theorems.allocation.least_largest_error import THEOREM, D, first, second

t, k, j, n, m, p, a, b, x, y = D.symbols
u = sp.Symbol("u", nonnegative=True)
(given,) = THEOREM.claim.given
in_x, in_y = THEOREM.claim.then
tail = lambda kept: tail_power_sum(y, kept, p)  # noqa: E731
both = in_y.rhs

PROOF = Proof(
    "least_largest_error",
    steps=[
        Step("tails", Relation(tail(j - 1), "<=", tail(j - t)), lemma("tail_decreases", x=y, j=j - t, k=j - 1, p=p)),
        Step("one_less", Relation(second(j - 1), "<=", second(j - t)), monotone(u, b * u ** (1 / p)), ["tails"]),
        Step("all_tails", Relation(tail(j), "<=", tail(j - t)), lemma("tail_decreases", x=y, j=j - t, k=j, p=p)),
        Step("fewer", Relation(second(j), "<=", second(j - t)), monotone(u, b * u ** (1 / p)), ["all_tails"]),
        Step("larger", Relation(second(j - t), "<=", both), lemma("at_most_larger", a=second(j - t), b=first(k + t))),
        Step("condition", Claim([given], [given]), sign()),
        Step("first", Claim([given], [in_x]), chain(), ["condition", "one_less", "larger"]),
        Step("second", in_y, chain(), ["fewer", "larger"]),
        Step("all", THEOREM.claim, sign(), ["first", "second"]),
    ],
)
