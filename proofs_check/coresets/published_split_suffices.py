"""epsilon/2 <= epsilon/(1+epsilon) <= ln(1+epsilon)."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.proof import apply, assumed, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.coresets.published_split_suffices import THEOREM, B, epsilon, i, spent

t = sp.Symbol("t", real=True)
(budget,) = THEOREM.claim.given
sharp = Relation(spent(B, i), "<=", sp.log(1 + epsilon))

PROOF = Proof(
    "published_split_suffices",
    steps=[
        Step("gap", Relation(0, "<=", epsilon * (1 - epsilon) / (2 * (1 + epsilon))), sign()),
        Step("half", Relation(epsilon / 2, "<=", epsilon / (1 + epsilon)), monotone(t, t + epsilon / 2), ["gap"]),
        Step("logarithm", Relation(epsilon / (1 + epsilon), "<=", sp.log(1 + epsilon)), lemma("log_above", x=epsilon)),
        Step("budget", Claim(given=(budget,), then=(budget,)), assumed()),
        Step("sharp", Claim(given=(budget,), then=(sharp,)), chain(), ["budget", "half", "logarithm"]),
        Step(
            "claim",
            THEOREM.claim,
            apply("accuracies_within_budget_suffice", {"B": B, "i": i, "epsilon": epsilon}),
            ["sharp"],
        ),
    ],
)
