"""The three moments of the volumes, put together: the square is multiplied out under the sum."""

import sympy as sp

from lqtheory import Proof, Step
from lqtheory.proof import apply, chain, identity, lemma, monotone
from lqtheory.relations import Relation
from lqtheory.symbols import circular_energy, circular_volume
from lqtheory.theorems.kinematics.variance_of_circular_volumes import THEOREM, D, dimension, k, variance

d, alpha = D.symbols
t = sp.Symbol("t", real=True)
volume = circular_volume(d, k, alpha)
whole, mean, square = (sp.Sum(weight * volume, (k, 0, d)) for weight in (1, k, k * (k + 2)))
one, two = (circular_energy(d, r, alpha) for r in (1, 2))
terms = [(1, k * (k + 2) * volume), (-2 - 2 * dimension, k * volume), (dimension**2, volume)]
apart = square - (2 + 2 * dimension) * mean + dimension**2 * whole
first = two - (2 + 2 * dimension) * mean + dimension**2 * whole
second = two - (2 + 2 * dimension) * dimension + dimension**2 * whole
third = two - (2 + 2 * dimension) * dimension + dimension**2

PROOF = Proof(
    "variance_of_circular_volumes",
    steps=[
        Step(
            "apart",
            Relation(variance, "=", apart),
            lemma("linear_sum", total=(k - dimension) ** 2 * volume, terms=terms, index=k, low=0, high=d),
        ),
        Step("square", Relation(square, "=", two), apply("circular_volumes_and_moments")),
        Step("mean", Relation(mean, "=", dimension), apply("circular_volumes_and_moments")),
        Step("whole", Relation(whole, "=", 1), apply("circular_volumes_and_moments")),
        Step(
            "first",
            Relation(apart, "=", first),
            monotone(t, t - (2 + 2 * dimension) * mean + dimension**2 * whole),
            ["square"],
        ),
        Step(
            "second",
            Relation(first, "=", second),
            monotone(t, two - (2 + 2 * dimension) * t + dimension**2 * whole),
            ["mean"],
        ),
        Step(
            "third",
            Relation(second, "=", third),
            monotone(t, two - (2 + 2 * dimension) * dimension + dimension**2 * t),
            ["whole"],
        ),
        Step("energy", Relation(dimension, "=", one), apply("circular_dimension_formula")),
        Step("same", Relation(third, "=", two - one**2 - 2 * dimension), identity(), ["energy"]),
        Step("claim", THEOREM.claim, chain(), ["apart", "first", "second", "third", "same"]),
    ],
)
