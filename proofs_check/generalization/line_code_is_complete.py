"""The sums over columns and over rows are Kraft sums of supports, with the bits of the lines in front."""

import sympy as sp

from lqtheory import Integer, Proof, Step
from lqtheory.proof import apply, chain, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import binomial_coefficient, support_code_length
from lqtheory.theorems.generalization.line_code_is_complete import COLUMNS, INSIDE, THEOREM, D, i, j

m, n = D.symbols
v = sp.Symbol("v", real=True)


def bits(size: sp.Expr, kept: sp.Expr) -> sp.Expr:
    """2^{-length} of a support."""
    return sp.exp(-sp.log(2) * support_code_length(size, kept))


rows, columns = (binomial_coefficient(size, kept) * bits(size, kept) for size, kept in ((m, i), (n, j)))
choose = binomial_coefficient(n, j)
over_columns = sp.Sum(columns, (j, 0, n))
PROOF = Proof(
    "line_code_is_complete",
    extra={"i": Integer(0, "m"), "j": Integer(0, "n")},
    steps=[
        Step("weights", Relation(INSIDE, "=", bits(m, i) * bits(n, j)), apply("code_among_lines_is_complete")),
        Step("column", Relation(choose * INSIDE, "=", bits(m, i) * columns), monotone(v, choose * v), ["weights"]),
        Step(
            "columns",
            Relation(COLUMNS, "=", sp.Sum(bits(m, i) * columns, (j, 0, n))),
            lemma("equal_terms", body=choose * INSIDE, other=bits(m, i) * columns, index=j),
            ["column"],
        ),
        Step(
            "in_front",
            Relation(sp.Sum(bits(m, i) * columns, (j, 0, n)), "=", bits(m, i) * over_columns),
            lemma("linear_sum", total=bits(m, i) * columns, terms=((bits(m, i), columns),), index=j, low=0, high=n),
        ),
        Step("all_columns", Relation(over_columns, "=", 1), apply("support_code_is_complete", {"n": n})),
        Step(
            "times", Relation(bits(m, i) * over_columns, "=", bits(m, i)), monotone(v, bits(m, i) * v), ["all_columns"]
        ),
        Step("line", Relation(COLUMNS, "=", bits(m, i)), chain(), ["columns", "in_front", "times"]),
        Step(
            "row",
            Relation(binomial_coefficient(m, i) * COLUMNS, "=", rows),
            monotone(v, binomial_coefficient(m, i) * v),
            ["line"],
        ),
        Step(
            "rows",
            Relation(THEOREM.claim.then[0].lhs, "=", sp.Sum(rows, (i, 0, m))),
            lemma("equal_terms", body=binomial_coefficient(m, i) * COLUMNS, other=rows, index=i),
            ["row"],
        ),
        Step("all_rows", Relation(sp.Sum(rows, (i, 0, m)), "=", 1), apply("support_code_is_complete", {"n": m})),
        Step("claim", THEOREM.claim, chain(), ["rows", "all_rows"]),
    ],
)
