"""The bound for every dictionary, squared; the norm of a sum is at most its mass, and that at most the l_q norm."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, uniform_dictionary_constant
from lqtheory.theorems.comparison.oracle_risk_of_best_subset import THEOREM, F, best, m, norm, q, theta, v

t = sp.Symbol("t", nonnegative=True)
rate = uniform_dictionary_constant(q) * m ** (sp.Rational(1, 2) - 1 / q)
masses = MEASURED["atom_masses"].symbol(theta, F)

PROOF = Proof(
    "oracle_risk_of_best_subset",
    steps=[
        Step("dictionary", Relation(best(theta, F, m), "<=", rate * norm), apply("combined_bound_for_all_counts")),
        Step("some", THEOREM.claim.then[0], monotone(t, t**2 + v * m), ["dictionary"]),
        Step(
            "mass",
            Relation(best(theta, F, 0), "<=", power_sum(masses, 1)),
            lemma("error_at_most_mass", theta=theta, F=F, m=0),
        ),
        Step(
            "norms",
            Relation(power_sum(masses, 1), "<=", power_sum(masses, q) ** (1 / q)),
            lemma("norms_decrease", x=masses, q=q, p=1),
        ),
        Step("definition", Relation(power_sum(masses, q) ** (1 / q), "=", norm), identity()),
        Step("below", Relation(best(theta, F, 0), "<=", norm), chain(), ["mass", "norms", "definition"]),
        Step("none", THEOREM.claim.then[1], monotone(t, t**2), ["below"]),
        Step("claim", THEOREM.claim, chain(), ["some", "none"]),
    ],
)
