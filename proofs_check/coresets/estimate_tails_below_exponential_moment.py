"""Markov's inequality for the exponential of the sum of independent draws, above and below."""

from lqtheory import Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.theorems.coresets.estimate_tails_below_exponential_moment import THEOREM, D

n, m, epsilon, t, v, s = D.symbols
draws = {"v": v, "s": s, "m": m, "epsilon": epsilon, "t": t}
above, below = THEOREM.claim.then

PROOF = Proof(
    "estimate_tails_below_exponential_moment",
    steps=[
        Step("above", above, lemma("chernoff_for_draws", **draws, upper=True)),
        Step("below", below, lemma("chernoff_for_draws", **draws, upper=False)),
        Step("claim", THEOREM.claim, chain(), ["above", "below"]),
    ],
)
