"""What pursuit does with m - L steps to the others."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.sparse_approximation.largest_terms_and_pursuit import THEOREM, D, best, tail

n, m, L, theta, F = D.symbols
s = sp.Symbol("s", real=True)
(few,) = THEOREM.claim.given
others, left = MEASURED["without_largest"].symbol(theta, F, L), m - L
mass = power_sum(MEASURED["atom_masses"].symbol(others, F), 1)
error, rest = (MEASURED[name].symbol(others, F, left) for name in ("pursuit_error", "best_dictionary_error"))
root = sp.sqrt(left + 3)

PROOF = Proof(
    "largest_terms_and_pursuit",
    steps=[
        Step("largest", Relation(best, "<=", rest), lemma("largest_and_others", theta=theta, F=F, L=L, m=m)),
        Step(
            "pursuit",
            Claim(then=[Relation(rest, "<=", error), Relation(error, "<=", mass / root)]),
            apply("orthogonal_greedy_pursuit", {"theta": others, "m": left}),
        ),
        Step("mass", Claim([few], [Relation(mass, "=", tail)]), lemma("mass_without_largest", theta=theta, F=F, L=L)),
        Step("shared", Claim([few], [Relation(mass / root, "=", tail / root)]), monotone(s, s / root), ["mass"]),
        Step("together", THEOREM.claim, chain(), ["largest", "pursuit", "shared"]),
    ],
)
