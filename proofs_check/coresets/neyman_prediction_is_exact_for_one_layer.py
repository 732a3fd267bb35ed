"""The variance of a sum of independent variables is the sum of theirs, x^2 (1/p_j - 1) each, output by output."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, lemma
from lqtheory.quantities.matrix_rows import MATRIX_ROW
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum
from lqtheory.theorems.coresets.neyman_prediction_is_exact_for_one_layer import SQUARE, THEOREM, X, k, m, y

row = MATRIX_ROW.symbol(X, k)
# An edge changes an output by its part times y if it is kept, with probability 1/(1+y), and by minus its part if not.
edges, shorter = row**2 * (y**2 / (1 + y) + y / (1 + y)), row**2 * y
output, predicted = power_sum(edges, 1), power_sum(shorter, 1)

PROOF = Proof(
    "neyman_prediction_is_exact_for_one_layer",
    extra={"k": Integer(1, "m")},
    steps=[
        Step(
            "output",
            Relation(output, "=", predicted),
            lemma("power_sum_of_multiple", x=shorter, y=edges, c=1, r=1),
        ),
        Step(
            "independent",
            Relation(SQUARE.symbol(X, y), "=", sp.Sum(output, (k, 1, m))),
            cited(
                Source("feller_1968", "section IX.5 (variance of a sum of independent variables)"),
                "independent variables of mean 0 have a sum whose mean square is the sum of theirs; squared lengths "
                "are sums over the outputs",
            ),
        ),
        Step(
            "sum",
            Relation(sp.Sum(output, (k, 1, m)), "=", sp.Sum(predicted, (k, 1, m))),
            lemma("equal_terms", body=output, other=predicted, index=k),
            ["output"],
        ),
        Step("claim", THEOREM.claim, chain(), ["independent", "sum"]),
    ],
)
