"""Bernstein's inequality at epsilon, which solves m epsilon^2 = L (2 V + 2 S epsilon/3)."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.proof import assumed, chain, cited, identity, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.mixed_coreset_rarely_errs import THEOREM, L, S, V, delta, error, m

t, w = sp.Symbol("t", positive=True), sp.Symbol("w", real=True)
given = THEOREM.claim.given
reach, *tails = THEOREM.claim.then
spread = 2 * V + 2 * S * error / 3
bernstein = sp.exp(-m * error**2 / spread)
source = Source("boucheron_lugosi_massart_2013", "Theorem 2.10 and Corollary 2.11 (Bernstein's inequality)")
text = (
    "the mean of m independent values in [0, S] with variance at most V exceeds its mean by e with probability at most "
    "exp(-m e^2/(2V + 2Se/3)), and falls short of it as rarely"
)

PROOF = Proof(
    "mixed_coreset_rarely_errs",
    steps=[
        Step("assumed", Claim(given, given), assumed()),
        Step("reach", Claim(given, [reach]), monotone(w, S * w), ["assumed"]),
        Step("level", Relation(1, "<", 2 / delta), sign()),
        Step("positive", Relation(0, "<", L), monotone(t, sp.log(t)), ["level"]),
        Step("quadratic", Relation(m * error**2, "=", L * spread), identity(), ["positive"]),
        Step("exponent", Relation(-m * error**2 / spread, "=", -L), monotone(w, -w / spread), ["quadratic"]),
        Step("solved", Relation(bernstein, "=", delta / 2), monotone(w, sp.exp(w)), ["exponent"]),
        Step(
            "bernstein",
            Claim(given, [Relation(tail.lhs, "<=", bernstein) for tail in tails]),
            cited(source, text),
            ["reach"],
        ),
        Step("claim", THEOREM.claim, chain(), ["reach", "bernstein", "solved"]),
    ],
)
