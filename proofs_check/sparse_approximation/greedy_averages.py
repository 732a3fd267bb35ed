"""Every choice is no worse than the mean over the atoms, so X grows by at most V^2 - |f|^2 a step."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import chain, induction, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.greedy_averages import THEOREM, D, best, excess, mass

n, theta, F, m = D.symbols
s = sp.Symbol("s", real=True)
t = sp.Symbol("t", integer=True, nonnegative=True)
pair = {"theta": theta, "F": F}
spread = mass**2 - MEASURED["expansion_square"].symbol(theta, F)
X = lambda step: MEASURED["averaging_excess"].symbol(theta, F, step)  # noqa: E731
held = Relation(X(t), "<=", t * spread)
first, second = THEOREM.claim.then

PROOF = Proof(
    "greedy_averages",
    extra={"t": Integer(0)},
    steps=[
        Step("start", Relation(X(0), "<=", 0), lemma("averaging_start", **pair)),
        Step("one", Relation(X(t + 1), "<=", X(t) + spread), lemma("averaging_step", **pair, t=t)),
        Step("held", Claim([held], [held]), sign()),
        Step(
            "added", Claim([held], [Relation(X(t) + spread, "<=", (t + 1) * spread)]), monotone(s, s + spread), ["held"]
        ),
        Step("next", Claim([held], [Relation(X(t + 1), "<=", (t + 1) * spread)]), chain(), ["one", "added"]),
        Step("all", held, induction(t, 0), ["start", "next"]),
        Step("at_m", Relation(excess, "<=", m * spread), substitute({t: m}), ["all"]),
        Step("second", second, monotone(s, s / m**2), ["at_m"]),
        Step("choice", Relation(m**2 * best**2, "<=", excess), lemma("average_is_a_choice", **pair, m=m)),
        Step("first", first, monotone(s, s / m**2), ["choice"]),
        Step("both", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
