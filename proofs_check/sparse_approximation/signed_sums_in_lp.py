"""Jensen's inequality over the signs, Khintchine's at every point, and norms that decrease in their exponent."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS
from lqtheory.proof import chain, cited, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import type_constant
from lqtheory.theorems.sparse_approximation.signed_sums_in_lp import THEOREM, D, roots, signed

n, m, p, theta, F = D.symbols
v = sp.Symbol("v", real=True)
moment, squares = (SIGNED_SUMS[name].symbol(theta, F, m, p) for name in ("mean_signed_moment", "mean_square_root_sum"))

PROOF = Proof(
    "signed_sums_in_lp",
    steps=[
        Step(
            "moments",
            Relation(signed, "<=", moment),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 16 (power means increase)"),
                "the mean norm over the signs is at most the p-th root of the mean of its p-th power, draw by draw",
            ),
        ),
        Step(
            "khintchine",
            Relation(moment, "<=", type_constant(p) * squares),
            cited(
                Source(
                    "ledoux_talagrand_1991", "Sections 4.1 and 9.2 (Khintchine, with the hypercontractive constant)"
                ),
                "(E|sum eps_t a_t|^p)^(1/p) <= T_p (sum |a_t|^2)^(1/2) for numbers a_t, here the values of the atoms "
                "at each point; its p-th powers are summed over the points",
            ),
        ),
        Step(
            "exponents",
            Relation(squares, "<=", roots),
            cited(
                Source("hardy_littlewood_polya_1952", "Theorem 19 (norms decrease in their exponent)"),
                "(sum |a_t|^2)^(1/2) <= (sum |a_t|^r)^(1/r) for r = min(2, p), at every point",
            ),
        ),
        Step(
            "scaled",
            Relation(type_constant(p) * squares, "<=", type_constant(p) * roots),
            monotone(v, type_constant(p) * v),
            ["exponents"],
        ),
        Step("claim", THEOREM.claim, chain(), ["moments", "khintchine", "scaled"]),
    ],
)
