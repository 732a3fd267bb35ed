"""Stechkin for what the L largest terms leave, shared by pursuit; where L = m the others are left out."""

import sympy as sp

from lqtheory import Claim, Proof, Step
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.proof import apply, cases, chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, power_sum, stechkin_bound, tail_power_sum, uniform_dictionary_constant
from lqtheory.theorems.sparse_approximation.combined_dictionary_bound import THEOREM, D, best, norm, rate

n, m, L, q, theta, F = D.symbols
s, u, w = sp.Symbol("s", real=True), sp.Symbol("u", nonnegative=True), sp.Symbol("w", positive=True)
masses = MEASURED["atom_masses"].symbol(theta, F)
others = MEASURED["without_largest"].symbol(theta, F, L)
mass = power_sum(MEASURED["atom_masses"].symbol(others, F), 1)
low, high = THEOREM.claim.given
both = [low, high]
many, few = Relation(L, "<", m), Relation(m, "<=", L)
left = m - L
rest = MEASURED["best_dictionary_error"].symbol(others, F, left)
tail = tail_power_sum(masses, L, 1)
kept = stechkin_bound(L, q, 1)
root = sp.sqrt(left + 3)
uniform = uniform_dictionary_constant(q)
exponent = sp.Rational(1, 2) - 1 / q
claimed = THEOREM.claim.then[0]


PROOF = Proof(
    "combined_dictionary_bound",
    steps=[
        Step("largest", Relation(best, "<=", rest), lemma("largest_and_others", theta=theta, F=F, L=L, m=m)),
        Step("tail", Relation(mass, "=", tail), lemma("mass_without_largest", theta=theta, F=F, L=L)),
        Step(
            "stechkin",
            Relation(best_k_term_error(masses, L, 1), "<=", kept * norm),
            apply("stechkin_inequality", {"k": L, "p": 1, "x": masses}),
        ),
        Step("class", Relation(tail, "<=", kept * norm), monotone(u, u), ["stechkin"]),
        Step("mass", Relation(mass, "<=", kept * norm), chain(), ["tail", "class"]),
        Step("pursuit", Claim([many], [Relation(best, "<=", tail / root)]), apply("largest_terms_and_pursuit")),
        Step("shared", Relation(tail / root, "<=", kept * norm / root), monotone(s, s / root), ["class"]),
        Step("split", Claim(both, [Relation(kept / root, "<=", rate)]), apply("combined_with_pursuit")),
        Step(
            "split_norm",
            Claim(both, [Relation(kept * norm / root, "<=", rate * norm)]),
            monotone(u, u * norm),
            ["split"],
        ),
        Step(
            "many",
            Claim([*both, many], [claimed]),
            chain(),
            ["pursuit", "shared", "split_norm"],
        ),
        Step("rest_mass", Relation(rest, "<=", mass), lemma("error_at_most_mass", theta=others, F=F, m=left)),
        Step("high", Claim([high], [high]), sign()),
        Step(
            "cleared",
            Claim([high], [Relation(L * (2 - q), "<=", 2 * m * (1 - q) + 2 - q)]),
            monotone(s, s * (2 - q)),
            ["high"],
        ),
        Step("few_given", Claim([few], [few]), sign()),
        Step(
            "replaced",
            Claim([few], [Relation(2 * m * (1 - q) + 2 - q, "<=", 2 * L * (1 - q) + 2 - q)]),
            monotone(s, 2 * s * (1 - q) + 2 - q),
            ["few_given"],
        ),
        Step(
            "counted",
            Claim([few, high], [Relation(L * (2 - q), "<=", 2 * L * (1 - q) + 2 - q)]),
            chain(),
            ["cleared", "replaced"],
        ),
        Step(
            "few_atoms",
            Claim([few, high], [Relation(L * q, "<=", 2 - q)]),
            monotone(s, s - 2 * L * (1 - q)),
            ["counted"],
        ),
        Step(
            "few_kept",
            Claim([few, high], [Relation(kept, "<=", uniform * L**exponent)]),
            apply("combined_without_pursuit", {"m": L}),
            ["few_atoms"],
        ),
        Step(
            "few_rate",
            Claim([few], [Relation(uniform * L**exponent, "<=", rate)]),
            monotone(w, uniform * w**exponent),
            ["few_given"],
        ),
        Step("few_bound", Claim([few, high], [Relation(kept, "<=", rate)]), chain(), ["few_kept", "few_rate"]),
        Step(
            "few_norm",
            Claim([few, high], [Relation(kept * norm, "<=", rate * norm)]),
            monotone(u, u * norm),
            ["few_bound"],
        ),
        Step("few", Claim([*both, few], [claimed]), chain(), ["largest", "rest_mass", "mass", "few_norm"]),
        Step("together", THEOREM.claim, cases(), ["many", "few"]),
    ],
)
