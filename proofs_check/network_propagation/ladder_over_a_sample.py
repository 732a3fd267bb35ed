"""Minkowski's inequality from hybrid to hybrid, telescoped; two hybrids differ by one perturbation, input by input."""

import sympy as sp

from lqtheory import Integer, Proof, Source, Step
from lqtheory.proof import chain, cited, identity, lemma
from lqtheory.quantities.network_rows import row_quantity
from lqtheory.relations import Relation
from lqtheory.theorems.network_propagation.ladder_over_a_sample import (
    THEOREM,
    L,
    later,
    layer,
    pair,
    perturbation,
    perturbations,
    step,
    steps,
)

distance = row_quantity("sampled_hybrid_distance")
before = distance(pair, L, layer - 1)
grown = distance(pair, L, layer) - before
ends = distance(pair, L, L) - distance(pair, L, 0)

PROOF = Proof(
    "ladder_over_a_sample",
    extra={"l": Integer(1, "L")},
    steps=[
        Step(
            "layer",
            Relation(grown, "<=", step),
            cited(Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"), "triangle inequality in L_2"),
        ),
        Step(
            "terms",
            Relation(sp.Sum(grown, (layer, 1, L)), "<=", steps),
            lemma("termwise_sum", body=grown, bound=step, factor=1, index=layer),
            ["layer"],
        ),
        Step(
            "telescope",
            Relation(sp.Sum(grown, (layer, 1, L)), "=", ends),
            lemma("telescoping_sum", body=grown, antidifference=-before, index=layer),
        ),
        Step(
            "ends",
            Relation(row_quantity("sampled_output_error")(pair, L), "=", ends),
            identity(),
        ),
        Step("sum", THEOREM.claim.then[0], chain(), ["ends", "telescope", "terms"]),
        Step(
            "stretched",
            Relation(step, "<=", later * perturbation),
            cited(
                Source("rudin_1976", "Theorem 9.7"),
                "composition of Lipschitz maps at every input: constants multiply, a matrix has its spectral norm; "
                "root mean squares keep the order",
            ),
        ),
        Step(
            "stretched_sum",
            Relation(steps, "<=", perturbations),
            lemma("termwise_sum", body=step, bound=later * perturbation, factor=1, index=layer),
            ["stretched"],
        ),
        Step("claim", THEOREM.claim, chain(), ["sum", "stretched_sum"]),
    ],
)
