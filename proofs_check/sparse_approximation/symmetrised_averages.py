"""A second, independent draw in the place of the mean; signs that exchange the two; the triangle inequality."""

from lqtheory import Proof, Source, Step
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.symmetrised_averages import THEOREM, D

n, m, p, theta, F = D.symbols
error, twice = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
ghost, exchanged = (SIGNED_SUMS[name].symbol(theta, F, m, p) for name in ("mean_ghost_norm", "mean_signed_ghost_norm"))

PROOF = Proof(
    "symmetrised_averages",
    steps=[
        Step(
            "second_draw",
            Relation(error, "<=", ghost),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"),
                "f is the mean of an independent second average g': |g - E g'| <= E |g - g'|, a norm of a mean",
            ),
        ),
        Step(
            "exchange",
            Relation(ghost, "=", exchanged),
            cited(
                Source("ledoux_talagrand_1991", "Section 6.1 (symmetric variables)"),
                "X_t - X_t' are independent and symmetric: signs that are independent of them do not change their law",
            ),
        ),
        Step(
            "triangle",
            Relation(exchanged, "<=", twice),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"),
                "|sum eps_t (X_t - X_t')| <= |sum eps_t X_t| + |sum eps_t X_t'|, of the same law",
            ),
        ),
        Step("claim", THEOREM.claim, chain(), ["second_draw", "exchange", "triangle"]),
    ],
)
