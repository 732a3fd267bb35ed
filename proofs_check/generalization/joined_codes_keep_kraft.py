"""A sum of products is a product of sums; m shares of one m-th of at most the largest."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import peak, power_sum, support_size
from lqtheory.theorems.generalization.joined_codes_keep_kraft import FIRST, MORE, SECOND, THEOREM, WORDS, D, bits, i, j

m, n, *_, x = D.symbols
v = sp.Symbol("v", real=True)
product, choice = THEOREM.claim.then
first, second = WORDS * bits(FIRST), MORE * bits(SECOND)
both = MORE * bits(FIRST + SECOND)
over = lambda body: sp.Sum(body, (i, 1, m))  # noqa: E731
inside = lambda body: sp.Sum(body, (j, 1, n))  # noqa: E731

PROOF = Proof(
    "joined_codes_keep_kraft",
    extra={"i": Integer(1, "m"), "j": Integer(1, "n")},
    steps=[
        Step(
            "line",
            Relation(inside(both), "=", bits(FIRST) * inside(second)),
            lemma("linear_sum", total=bits(FIRST) * second, terms=((bits(FIRST), second),), index=j, low=1, high=n),
        ),
        Step("row", Relation(WORDS * inside(both), "=", first * inside(second)), monotone(v, WORDS * v), ["line"]),
        Step(
            "rows",
            Relation(product.lhs, "=", over(first * inside(second))),
            lemma("equal_terms", body=WORDS * inside(both), other=first * inside(second), index=i),
            ["row"],
        ),
        Step(
            "apart",
            Relation(over(first * inside(second)), "=", product.rhs),
            lemma(
                "linear_sum",
                total=first * inside(second),
                terms=((inside(second), first),),
                index=i,
                low=1,
                high=m,
            ),
        ),
        Step("product", product, chain(), ["rows", "apart"]),
        Step("used", Relation(support_size(x), "<=", m), lemma("support_at_most_size", x=x)),
        Step("raised", Relation(support_size(x) * peak(x), "<=", m * peak(x)), monotone(v, v * peak(x)), ["used"]),
        Step(
            "largest",
            Relation(power_sum(x, 1), "<=", support_size(x) * peak(x)),
            lemma("support_times_peak", x=x, q=1),
        ),
        Step("all", Relation(power_sum(x, 1), "<=", m * peak(x)), chain(), ["largest", "raised"]),
        Step("shared", Relation(power_sum(x, 1) / m, "<=", peak(x)), monotone(v, v / m), ["all"]),
        Step("choice", choice, chain(), ["shared"]),
        Step("claim", THEOREM.claim, chain(), ["product", "choice"]),
    ],
)
