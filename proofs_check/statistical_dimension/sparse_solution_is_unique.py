"""The range of s columns is a proper subspace of R^m, and the image of a column outside it has a density."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import cited, sign
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.sparse_solution_is_unique import THEOREM, D

n, s, m = D.symbols
TEXT = (
    "a proper subspace has Lebesgue measure 0; given the columns of T, A x has a density if x has a nonzero entry "
    "outside T, and there are finitely many T"
)

PROOF = Proof(
    "sparse_solution_is_unique",
    steps=[
        Step("proper", Relation(s, "<", m), sign()),
        Step("claim", THEOREM.claim, cited(Source("rudin_1987", "Theorem 2.20"), TEXT), ["proper"]),
    ],
)
