"""The probabilities are differences of incomplete beta functions, so that their sum telescopes."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import beta_ratio
from lqtheory.theorems.random_weights.few_larger_weights import THEOREM, D, j, term

n, k, u = D.symbols
v = sp.Symbol("v", real=True)
before, after = beta_ratio(j, n - j, u), beta_ratio(j + 1, n - j - 1, u)
total = sp.Sum(term(j), (j, 1, k - 1))
ends = beta_ratio(1, n - 1, u) - beta_ratio(k, n - k, u)
none = (1 - u) ** (n - 1)
first = 1 - none
powers = u**j * (1 - u) ** (n - 1 - j)
c = j * sp.gamma(j) * sp.gamma(n - j) / sp.gamma(n)
d = (n - j - 1) * sp.gamma(j + 1) * sp.gamma(n - j - 1) / sp.gamma(n)
one = j * sp.gamma(j) / sp.gamma(j + 1)
other = (n - j - 1) * sp.gamma(n - j - 1) / sp.gamma(n - j)
leading = beta_ratio(1, n - 1, u)
whole = (n - 1) * sp.gamma(n - 1) / sp.gamma(n)

PROOF = Proof(
    "few_larger_weights",
    extra={"j": Integer(1, "k-1")},
    steps=[
        Step(
            "powers",
            Relation(powers, "=", c * before - d * after),
            lemma("equal_derivatives", left=powers, right=c * before - d * after, variable=u),
        ),
        Step(
            "scaled",
            Relation(term(j), "=", one * before - other * after),
            monotone(v, v * sp.gamma(n) / (sp.gamma(j + 1) * sp.gamma(n - j))),
            ["powers"],
        ),
        Step("one", Relation(one, "=", 1), identity()),
        Step("other", Relation(other, "=", 1), identity()),
        Step(
            "first_factor",
            Relation(one * before - other * after, "=", before - other * after),
            monotone(v, v * before - other * after),
            ["one"],
        ),
        Step(
            "second_factor",
            Relation(before - other * after, "=", before - after),
            monotone(v, before - v * after),
            ["other"],
        ),
        Step("term", Relation(term(j), "=", before - after), chain(), ["scaled", "first_factor", "second_factor"]),
        Step(
            "sum",
            Relation(total, "=", ends),
            lemma("telescoping_sum", body=term(j), antidifference=before, index=j),
            ["term"],
        ),
        Step(
            "lead",
            Relation(whole * leading, "=", first),
            lemma("equal_derivatives", left=whole * leading, right=first, variable=u),
        ),
        Step("whole", Relation(whole, "=", 1), identity()),
        Step("plain", Relation(whole * leading, "=", leading), monotone(v, v * leading), ["whole"]),
        Step("first", Relation(leading, "=", first), chain(), ["plain", "lead"]),
        Step("all", Relation(none + total, "=", none + ends), monotone(v, none + v), ["sum"]),
        Step(
            "rest",
            Relation(none + ends, "=", THEOREM.relations[0].rhs),
            monotone(v, none + v - beta_ratio(k, n - k, u)),
            ["first"],
        ),
        Step("claim", THEOREM.claim, chain(), ["all", "rest"]),
    ],
)
