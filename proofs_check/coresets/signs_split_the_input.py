"""Term by term: the larger of w and 0 is (|w| + w)/2, that of -w and 0 is (|w| - w)/2."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.symbols import negative_input, positive_input
from lqtheory.theorems.coresets.signs_split_the_input import THEOREM, D, activation, j, weight

n, w, a = D.symbols
size = sp.Abs(weight)
halves = {sign: (size + sign * weight) / 2 * activation for sign in (1, -1)}
sums = {sign: sp.Sum(half, (j, 1, n)) for sign, half in halves.items()}
parts = {1: positive_input(w, a), -1: negative_input(w, a)}


def together(sign: int, total: sp.Expr) -> list[Step]:
    """The sum or the difference of the two classes is one sum."""
    relation = THEOREM.claim.then[0 if sign == -1 else 1]
    linear = lemma("linear_sum", total=total, terms=((1, halves[1]), (sign, halves[-1])), index=j, low=1, high=n)
    return [
        Step(f"linear_{sign}", Relation(sums[1] + sign * sums[-1], "=", sp.Sum(total, (j, 1, n))), linear),
        Step(f"parts_{sign}", Relation(relation.lhs, "=", sums[1] + sign * sums[-1]), identity()),
        Step(f"total_{sign}", relation, chain(), [f"parts_{sign}", f"linear_{sign}"]),
    ]


PROOF = Proof(
    "signs_split_the_input",
    steps=[
        *together(-1, weight * activation),
        *together(1, size * activation),
        Step("claim", THEOREM.claim, chain(), ["total_-1", "total_1"]),
    ],
)
