"""At each angle to the axis cos^2 is put in place of the true energy; its mean is known; the tails are corrected."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import chain, identity, lemma
from lqtheory.relations import Relation
from lqtheory.theorems.statistical_dimension.circular_dimension_formula import THEOREM, D, energy, leading, tails, value

d, alpha = D.symbols
mean = sp.cos(alpha) ** 2 / d + sp.sin(alpha) ** 2 * (1 - 1 / d)

PROOF = Proof(
    "circular_dimension_formula",
    steps=[
        Step(
            "formula",
            Relation(value, "=", leading + tails),
            lemma("circular_dimension_definition", d=d, alpha=alpha),
        ),
        Step("parts", Relation(energy, "=", d * mean + tails), lemma("circular_energy_in_parts", d=d, alpha=alpha)),
        Step("mean", Relation(d * mean + tails, "=", leading + tails), identity()),
        Step("claim", THEOREM.claim, chain(), ["formula", "parts", "mean"]),
    ],
)
