"""Random signs, Khintchine's inequality at every point, Minkowski's inequality: three theorems in a row."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS
from lqtheory.proof import apply, chain, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import type_constant
from lqtheory.theorems.sparse_approximation.lp_averages import THEOREM, D, mass

n, m, p, theta, F = D.symbols
mean, bound = THEOREM.claim.then[0].lhs, THEOREM.claim.then[0].rhs
signed, roots = (SIGNED_SUMS[name].symbol(theta, F, m, p) for name in ("mean_signed_norm", "mean_root_sum"))
v = sp.Symbol("v", real=True)
norms = mass * m ** (1 / sp.Min(2, p) - 1)

PROOF = Proof(
    "lp_averages",
    steps=[
        Step("signs", Relation(mean, "<=", 2 * signed), apply("symmetrised_averages")),
        Step("points", Relation(signed, "<=", type_constant(p) * roots), apply("signed_sums_in_lp")),
        Step("twice", Relation(2 * signed, "<=", 2 * type_constant(p) * roots), monotone(v, 2 * v), ["points"]),
        Step("norms", Relation(roots, "<=", norms), apply("root_sums_in_lp")),
        Step(
            "scaled",
            Relation(2 * type_constant(p) * roots, "<=", bound),
            monotone(v, 2 * type_constant(p) * v),
            ["norms"],
        ),
        Step("claim", THEOREM.claim, chain(), ["signs", "twice", "scaled"]),
    ],
)
