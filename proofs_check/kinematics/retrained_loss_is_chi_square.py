"""The mean, R^2/(2n) for each of n - k degrees, is the threshold of the slice formula; Cochran for the law."""

import sympy as sp

from lqtheory import Proof, Real, Source, Step
from lqtheory.proof import cited, identity
from lqtheory.relations import Relation
from lqtheory.theorems.kinematics.retrained_loss_is_chi_square import THEOREM, D

n, k, m, u, w = D.symbols
R = sp.Symbol("R", positive=True)
mean = R**2 / (2 * n) * (n - k)
whole = k + m

PROOF = Proof(
    "retrained_loss_is_chi_square",
    extra={"R": Real(0)},
    steps=[
        Step("mean", Relation(mean, "=", R**2 / 2 * (1 - whole / n * (k / whole))), identity()),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rao_1973", "section 3b.4 (Fisher and Cochran)"),
                "the pruned part A_E w_E is N(0, R^2 I_n) and independent of the kept columns, and the squared "
                "distance of such a vector from an independent subspace of dimension min(k, n) is R^2 chi^2_{n-k}, "
                "or 0",
            ),
            ["mean"],
        ),
    ],
)
