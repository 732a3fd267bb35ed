"""(j + 1/2)^2 is at least 1/4 + j, and a geometric sum bounds the terms."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma, monotone, sign
from lqtheory.relations import Relation
from lqtheory.theorems.pruning_limit.density_kernel_falls_between_grid_points import THEOREM, D, j, seen

J, r = D.symbols
t = sp.Symbol("t", real=True)
_, bound = THEOREM.relations
exponent, line = -r * (j + sp.Rational(1, 2)) ** 2 / 2, -r * j / 2 - r / 8
term, total = sp.exp(line), sp.Sum(sp.exp(line), (j, 0, J))
before = sp.exp(line) / (1 - sp.exp(-r / 2))
ends = before.subs(j, 0) - before.subs(j, J + 1)

PROOF = Proof(
    "density_kernel_falls_between_grid_points",
    extra={"j": Integer(0, "J")},
    steps=[
        Step("line", Relation(exponent, "<=", line), sign()),
        Step("term", Relation(seen, "<=", term), monotone(t, sp.exp(t)), ["line"]),
        Step(
            "sums",
            Relation(bound.lhs, "<=", total),
            lemma("termwise_sum", body=seen, bound=term, factor=1, index=j),
            ["term"],
        ),
        Step(
            "geometric", Relation(total, "=", ends), lemma("telescoping_sum", body=term, antidifference=before, index=j)
        ),
        Step("exponent", Relation(-r / 2, "<", 0), sign()),
        Step("ratio", Relation(sp.exp(-r / 2), "<", 1), monotone(t, sp.exp(t)), ["exponent"]),
        Step("ends", Relation(ends, "<=", bound.rhs), sign(), ["ratio"]),
        Step("claim", THEOREM.claim, chain(), ["sums", "geometric", "ends"]),
    ],
)
