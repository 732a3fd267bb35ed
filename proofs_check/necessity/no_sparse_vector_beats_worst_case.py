"""A vector with k nonzero entries leaves m - k entries of the flat one untouched, whichever they are."""

from lqtheory import Proof, Source, Step
from lqtheory.proof import chain, cited
from lqtheory.relations import Relation
from lqtheory.symbols import worst_case, worst_case_argmax
from lqtheory.theorems.necessity.no_sparse_vector_beats_worst_case import THEOREM, D

n, k, q, p, z = D.symbols
m = worst_case_argmax(k, n, q, p)
value = (m - k) ** (1 / p) * m ** (-1 / q)

PROOF = Proof(
    "no_sparse_vector_beats_worst_case",
    steps=[
        Step(
            "maximiser",
            Relation(worst_case(k, n, q, p), "=", value),
            cited(
                Source("rudin_1976", "Definition 1.8"),
                "a maximum of finitely many numbers is attained at its maximiser",
            ),
        ),
        Step(
            "missed",
            Relation(value, "<=", THEOREM.claim.then[0].rhs),
            cited(
                Source("rudin_1976", "definition of a finite sum"),
                "at least m-k of the m entries m^(-1/q) stand where z is 0, and they alone have the l_p norm "
                "(m-k)^(1/p) m^(-1/q)",
            ),
        ),
        Step("together", THEOREM.claim, chain(), ["maximiser", "missed"]),
    ],
)
