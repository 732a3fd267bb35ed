"""q_0 is positive as m > s; at other vertices the theorem on two supports applies, and minima lie at vertices."""

import sympy as sp

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.small_exponents_find_the_sparse_vector import THEOREM, D

n, s, m = D.symbols
v, u = sp.Symbol("v", real=True), sp.Symbol("u", positive=True)

PROOF = Proof(
    "small_exponents_find_the_sparse_vector",
    steps=[
        Step("more", Relation(s, "<", m), sign()),
        Step("ratio", Relation(1, "<", m / s), monotone(v, v / s), ["more"]),
        Step("positive", Relation(0, "<", sp.log(m / s)), monotone(u, sp.log(u)), ["ratio"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("rockafellar_1970", "Corollary 32.3.1 (minima of concave functions)"),
                "on a polyhedron without lines a strictly concave function that is bounded below is least at vertices "
                "alone, here solutions with at most m nonzero entries; almost surely those other than x have m > s "
                "(sparse_solution_is_unique) and larger sums for q < q_0 (smaller_support_wins_for_small_exponents)",
                ("sparse_solution_is_unique", "smaller_support_wins_for_small_exponents"),
            ),
            ["positive"],
        ),
    ],
)
