"""The bound for averages at the terms that are left, whose mass is at most the worst case over the class."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, power_sum, tail_power_sum, type_constant, worst_case
from lqtheory.theorems.sparse_approximation.lp_averages_with_split import THEOREM, D, masses, rate, rest

n, L, m, q, p, theta, F = D.symbols
u = sp.Symbol("u", nonnegative=True)
left = power_sum(DISTANCES["lp_masses"].symbol(rest, F, p), 1)
tail, worst = tail_power_sum(masses, L, 1), worst_case(L, n, q, 1) * lq_norm(masses, q)
mean = THEOREM.claim.then[0].lhs
factor = 2 * type_constant(p) * rate

PROOF = Proof(
    "lp_averages_with_split",
    steps=[
        Step("averages", Relation(mean, "<=", factor * left), apply("lp_averages", {"theta": rest, "m": m - L})),
        Step("mass", Relation(left, "=", tail), lemma("lp_mass_without_largest", theta=theta, F=F, L=L, p=p)),
        Step(
            "class",
            Relation(best_k_term_error(masses, L, 1), "<=", worst),
            apply("worst_case_best_k_term_error", {"k": L, "p": 1, "x": masses}),
        ),
        Step("tail", Relation(tail, "<=", worst), monotone(u, u), ["class"]),
        Step("bounded", Relation(left, "<=", worst), chain(), ["mass", "tail"]),
        Step("times", Relation(factor * left, "<=", factor * worst), monotone(u, factor * u), ["bounded"]),
        Step("claim", THEOREM.claim, chain(), ["averages", "times"]),
    ],
)
