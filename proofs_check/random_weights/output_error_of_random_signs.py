"""Signs make mixed products vanish in the mean, and no weight is pruned more than another; keep none for the output."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import expected_pruned_mass, power_sum
from lqtheory.theorems.random_weights.output_error_of_random_signs import ENERGY, HEAD, THEOREM, D

m, n, k, z, x = D.symbols
t = sp.Symbol("t", real=True)
pruned, output = THEOREM.claim.then
whole = expected_pruned_mass(z, n, 0, 2)

PROOF = Proof(
    "output_error_of_random_signs",
    steps=[
        Step(
            "signs",
            Relation(HEAD.symbol(z, x, k), "=", ENERGY.symbol(z, x, k)),
            cited(
                Source("foucart_rauhut_2013", "section 8.1 (Rademacher sums)"),
                "independent random signs are orthogonal: the mean of (sum_i e_i c_i)^2 over all signs is sum_i c_i^2",
            ),
        ),
        Step(
            "exchangeable",
            Relation(ENERGY.symbol(z, x, k), "=", pruned.rhs),
            cited(
                Source("david_nagaraja_2003", "section 2.1 (independent draws are exchangeable)"),
                "moving all draws and the order of ties one place on changes nothing in law: E(w_i - w~_i)^2 is the "
                "same for all i, an n-th of the expected sum of squares outside the k largest",
            ),
        ),
        Step("error", pruned, chain(), ["signs", "exchangeable"]),
        Step("none_kept", pruned.subs({k: 0}), substitute({k: 0}), ["error"]),
        Step(
            "mean",
            Relation(whole, "=", n * power_sum(z, 2) / m),
            cited(Source("feller_1968", "section IX.2 (expectation of a sum)"), "n draws have n times the mean of one"),
        ),
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
