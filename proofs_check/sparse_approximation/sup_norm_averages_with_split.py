"""The sum of cosh for the terms that are left, with their mass V; V is at most the worst case over the class."""

import sympy as sp

from lqtheory import Claim, Proof, Source, Step
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.proof import apply, chain, cited, identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, lq_norm, tail_power_sum, worst_case
from lqtheory.theorems.sparse_approximation.sup_norm_averages_with_split import THEOREM, D, bound, masses, rate

n, L, m, q, theta, F = D.symbols
u = sp.Symbol("u", nonnegative=True)
d = DISTANCES["sample_size"].symbol(F)
tail, worst = tail_power_sum(masses, L, 1), worst_case(L, n, q, 1) * lq_norm(masses, q)
one_step = Relation(rate**2 * (2 * tail) ** 2 / 8, "=", tail**2 * rate**2 / 2)
all_steps = Relation(d * sp.exp((m - L) * (rate**2 / 2)), "=", 2 * d**2)
solved = Relation(tail * sp.log(2 * (2 * d**2)) / (rate * (m - L)), "=", tail * rate)
in_class = Relation(tail * rate, "<=", bound)

PROOF = Proof(
    "sup_norm_averages_with_split",
    steps=[
        Step(
            "class",
            Relation(best_k_term_error(masses, L, 1), "<=", worst),
            apply("worst_case_best_k_term_error", {"k": L, "p": 1, "x": masses}),
        ),
        Step("times", in_class, monotone(u, u * rate), ["class"]),
        Step(
            "solved", solved, identity(), note="exp(lambda (m-L) error)/2 is at most one cosh, hence at most their sum"
        ),
        Step("numbers", Claim(then=[one_step, all_steps, solved, in_class]), chain(), ["solved", "times"]),
        Step(
            "claim",
            THEOREM.claim,
            cited(
                Source("boucheron_lugosi_massart_2013", "Lemma 2.2 (Hoeffding)"),
                "a centred variable X in an interval of length 2V has E exp(lambda X) <= exp(lambda^2 (2V)^2/8), for "
                "lambda and -lambda, hence E cosh(lambda (c+X)) <= cosh(lambda c) exp(lambda^2 V^2/2), V the mass of "
                "the terms behind the L largest; some value of the d-dimensional X is no worse than the mean, m-L "
                "steps use at most m-L atoms, and the algorithm takes the L with the least bound",
            ),
            ["numbers"],
        ),
    ],
)
