"""In the exact formula the tails of the two cones cancel, and sin^2 + cos^2 = 1."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import circular_statistical_dimension, circular_tail
from lqtheory.theorems.statistical_dimension.polarity_of_circular_cones import THEOREM, D

d, alpha = D.symbols
v = sp.Symbol("v", real=True)
other = sp.pi / 2 - alpha
first, second = (circular_statistical_dimension(d, angle) for angle in (alpha, other))


def value(angle):
    """The exact formula at an angle."""
    tails = circular_tail(d, angle) - circular_tail(d, sp.pi / 2 - angle)
    return d * sp.sin(angle) ** 2 + sp.cos(2 * angle) + tails


PROOF = Proof(
    "polarity_of_circular_cones",
    steps=[
        Step("cone", Relation(first, "=", value(alpha)), apply("circular_dimension_formula")),
        Step("polar", Relation(second, "=", value(other)), apply("circular_dimension_formula", {"alpha": other})),
        Step("one", Relation(first + second, "=", value(alpha) + second), monotone(v, v + second), ["cone"]),
        Step(
            "two",
            Relation(value(alpha) + second, "=", value(alpha) + value(other)),
            monotone(v, value(alpha) + v),
            ["polar"],
        ),
        Step("sum", Relation(value(alpha) + value(other), "=", d), identity()),
        Step("claim", THEOREM.claim, chain(), ["one", "two", "sum"]),
    ],
)
