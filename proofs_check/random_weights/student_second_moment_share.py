"""Both sides vanish at b = 0 and have the same derivative in b; SymPy reduces the constant."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.theorems.random_weights.student_second_moment_share import THEOREM, D, share

s, b = D.symbols
u = sp.Symbol("u", real=True)
mass = THEOREM.relations[0]
constant = s * sp.gamma(s / 2 - 1) / (2 * sp.gamma(s / 2))

PROOF = Proof(
    "student_second_moment_share",
    steps=[
        Step(
            "in_gammas",
            Relation(mass.lhs, "=", constant * share),
            lemma("equal_derivatives", left=mass.lhs, right=constant * share, variable=b),
        ),
        Step("constant", Relation(constant, "=", s / (s - 2)), identity()),
        Step("scaled", Relation(constant * share, "=", mass.rhs), monotone(u, u * share), ["constant"]),
        Step("mass", THEOREM.claim, chain(), ["in_gammas", "scaled"]),
    ],
)
