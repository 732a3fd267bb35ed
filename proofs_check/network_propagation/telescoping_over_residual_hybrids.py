"""Telescoping sums whose ends are the two networks, and the triangle inequality from hybrid to hybrid."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, lemma
from lqtheory.quantities.residual_hybrids import hybrid_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.telescoping_over_residual_hybrids import (
    THEOREM,
    L,
    d,
    j,
    net,
    output,
    part,
    step,
)

telescoped, bound = THEOREM.claim.then
total, parts = L * (d + 1), (part, 1, L * (d + 1))
distance = hybrid_quantity("residual_hybrid_distance")
change = output(net, part, j) - output(net, part - 1, j)
grown = distance(net, part) - distance(net, part - 1)
ends = output(net, total, j) - output(net, 0, j)
gap = distance(net, total) - distance(net, 0)

PROOF = Proof(
    "telescoping_over_residual_hybrids",
    extra={"p": Integer(1, "L*(d+1)")},
    steps=[
        Step(
            "telescope",
            Relation(telescoped.rhs, "=", ends),
            lemma("telescoping_sum", body=change, antidifference=-output(net, part - 1, j), index=part),
        ),
        Step("ends", Relation(telescoped.lhs, "=", ends), identity()),
        Step("telescoped", telescoped, chain(), ["ends", "telescope"]),
        Step(
            "part",
            Relation(grown, "<=", step(net, part)),
            cited(Source("rudin_1976", "Theorem 1.37"), "triangle inequality"),
        ),
        Step(
            "terms",
            Relation(sp.Sum(grown, parts), "<=", bound.rhs),
            lemma("termwise_sum", body=grown, bound=step(net, part), factor=1, index=part),
            ["part"],
        ),
        Step(
            "distances",
            Relation(sp.Sum(grown, parts), "=", gap),
            lemma("telescoping_sum", body=grown, antidifference=-distance(net, part - 1), index=part),
        ),
        Step("error", Relation(bound.lhs, "=", gap), identity()),
        Step("bound", bound, chain(), ["error", "distances", "terms"]),
        Step("claim", THEOREM.claim, chain(), ["telescoped", "bound"]),
    ],
)
