"""Signs make mixed products vanish in the mean, and each place gets each pruned magnitude equally often."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum
from lqtheory.theorems.random_weights.output_error_of_random_signs import ENERGY, HEAD, THEOREM, D

n, k, a, x = D.symbols
t = sp.Symbol("t", real=True)
pruned, output = THEOREM.claim.then
whole = tail_power_sum(a, 0, 2)

PROOF = Proof(
    "output_error_of_random_signs",
    steps=[
        Step(
            "signs",
            Relation(HEAD.symbol(a, x, k), "=", ENERGY.symbol(a, x, k)),
            cited(
                Source("foucart_rauhut_2013", "section 8.1 (Rademacher sums)"),
                "independent random signs are orthogonal: the mean of (sum_i e_i c_i)^2 over all signs is sum_i c_i^2",
            ),
        ),
        Step(
            "places",
            Relation(ENERGY.symbol(a, x, k), "=", pruned.rhs),
            cited(
                Source("david_nagaraja_2003", "section 2.1 (exchangeable orders)"),
                "in a random order each of n magnitudes stands at each place with probability 1/n: the mean of a_i^2 "
                "x_j^2 over the places j of a_i is a_i^2 |x|^2/n, and those of the pruned magnitudes add up",
            ),
        ),
        Step("error", pruned, chain(), ["signs", "places"]),
        Step("none_kept", pruned.subs({k: 0}), substitute({k: 0}), ["error"]),
        Step("mean", Relation(whole, "=", power_sum(a, 2)), lemma("tail_of_everything", x=a, p=2)),
        Step(
            "energy",
            Relation(whole * power_sum(x, 2) / n, "=", output.rhs),
            monotone(t, t * power_sum(x, 2) / n),
            ["mean"],
        ),
        Step("output", output, chain(), ["none_kept", "energy"]),
        Step("claim", THEOREM.claim, chain(), ["error", "output"]),
    ],
)
