"""Every choice is no worse than the mean over the atoms, so X grows by at most V^2 - |f|^2 a step."""

import sympy as sp

from lqtheory import Claim, Integer, Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.dictionaries.targets import TARGETS
from lqtheory.proof import chain, induction, lemma, monotone, sign, substitute
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.greedy_averages_for_target import THEOREM, D, best, distance, excess, mass

n, theta, F, y, m = D.symbols
s = sp.Symbol("s", real=True)
t = sp.Symbol("t", integer=True, nonnegative=True)
data = {"y": y, "theta": theta, "F": F, "m": m}
spread = mass**2 - MEASURED["expansion_square"].symbol(theta, F)
X = lambda step: TARGETS["averaging_target_excess"].symbol(y, theta, F, m, step)  # noqa: E731
begin = m**2 * distance**2
held = Relation(X(t), "<=", begin + t * spread)
first, second = THEOREM.claim.then

PROOF = Proof(
    "greedy_averages_for_target",
    extra={"t": Integer(0)},
    steps=[
        Step("start", Relation(X(0), "<=", begin), lemma("target_averaging_start", **data)),
        Step("one", Relation(X(t + 1), "<=", X(t) + spread), lemma("target_averaging_step", **data, t=t)),
        Step("held", Claim([held], [held]), sign()),
        Step(
            "added",
            Claim([held], [Relation(X(t) + spread, "<=", begin + (t + 1) * spread)]),
            monotone(s, s + spread),
            ["held"],
        ),
        Step("next", Claim([held], [Relation(X(t + 1), "<=", begin + (t + 1) * spread)]), chain(), ["one", "added"]),
        Step("all", held, induction(t, 0), ["start", "next"]),
        Step("at_m", Relation(excess, "<=", begin + m * spread), substitute({t: m}), ["all"]),
        Step("second", second, monotone(s, s / m**2), ["at_m"]),
        Step("choice", Relation(m**2 * best**2, "<=", excess), lemma("target_average_is_a_choice", **data)),
        Step("first", first, monotone(s, s / m**2), ["choice"]),
        Step("both", THEOREM.claim, chain(), ["first", "second"]),
    ],
)
