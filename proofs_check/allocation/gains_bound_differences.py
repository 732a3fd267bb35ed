"""The steps of a convex sequence do not fall."""

from lqtheory import Integer, Proof, Step
from lqtheory.proof import chain, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.allocation.gains_bound_differences import THEOREM, D, T, at, i, j, k

EXTRA = {"o": Integer(1, "k")}
o = D.extend(**EXTRA).symbols[-1]

PROOF = Proof(
    "gains_bound_differences",
    extra=EXTRA,
    steps=[
        Step("convex", Relation(2 * at(o), "<=", at(o - 1) + at(o + 1)), lemma("curves_are_convex", T=T, i=i, k=o)),
        *[
            Step(
                name,
                conclusion,
                lemma("convex_sequence", body=at(o), index=o, j=j, k=k, least=name == "least"),
                ["convex"],
            )
            for name, conclusion in zip(("most", "least"), THEOREM.claim.then, strict=True)
        ],
        Step("claim", THEOREM.claim, chain(), ["most", "least"]),
    ],
)
