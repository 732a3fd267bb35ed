"""The probabilities are differences of incomplete beta functions, so that their sum telescopes."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, identity, lemma, monotone, substitute
from lqtheory.relations import Relation
from lqtheory.symbols import beta_ratio
from lqtheory.theorems.random_weights.few_larger_weights import THEOREM, D, j, term

n, k, u = D.symbols
EXTRA = {"j": Integer(1, "k-1"), "m": Integer(1)}
m = D.extend(**EXTRA).symbol("m")
v = sp.Symbol("v", real=True)
before, after = beta_ratio(j, n - j, u), beta_ratio(j + 1, n - j - 1, u)
total, last = sp.Sum(term(j), (j, 1, k - 1)), beta_ratio(k, n - k, u)
ends = beta_ratio(1, n - 1, u) - beta_ratio(k, n - k, u)
none = (1 - u) ** (n - 1)
first = 1 - none
powers = u**j * (1 - u) ** (n - 1 - j)
c = j * sp.gamma(j) * sp.gamma(n - j) / sp.gamma(n)
d = (n - j - 1) * sp.gamma(j + 1) * sp.gamma(n - j - 1) / sp.gamma(n)
one = j * sp.gamma(j) / sp.gamma(j + 1)
other = (n - j - 1) * sp.gamma(n - j - 1) / sp.gamma(n - j)
leading, nothing = beta_ratio(1, m, u), 1 - (1 - u) ** m
whole = m * sp.gamma(m) / sp.gamma(m + 1)

PROOF = Proof(
    "few_larger_weights",
    extra=EXTRA,
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
        # the term j = 0, for any number m of others
        Step(
            "lead",
            Relation(whole * leading, "=", nothing),
            lemma("equal_derivatives", left=whole * leading, right=nothing, variable=u),
        ),
        Step("whole", Relation(whole, "=", 1), identity()),
        Step("plain", Relation(whole * leading, "=", leading), monotone(v, v * leading), ["whole"]),
        Step("any", Relation(leading, "=", nothing), chain(), ["plain", "lead"]),
        Step("first", Relation(beta_ratio(1, n - 1, u), "=", first), substitute({m: n - 1}), ["any"]),
        Step("others", Relation((1 - u) ** m + leading, "=", 1), monotone(v, (1 - u) ** m + v), ["any"]),
        Step(
            "alone",
            Relation((1 - u) ** (n - k) + beta_ratio(1, n - k, u), "=", 1),
            substitute({m: n - k}),
            ["others"],
        ),
        Step("all", Relation(none + total + last, "=", none + ends + last), monotone(v, none + v + last), ["sum"]),
        Step("rest", Relation(none + ends + last, "=", 1), monotone(v, none + v), ["first"]),
        Step("claim", THEOREM.claim, chain(), ["alone", "all", "rest"]),
    ],
)
