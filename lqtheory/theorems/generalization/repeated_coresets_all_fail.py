r"""**The best of repeated coresets**: all k of them fail more than c times as often as the average rarely.

p_t is how often the t-th coreset fails on an unseen input; P(min_t p_t > c E p_t) <= c^{-k} by Markov's inequality for
each. The p_t are independent, with any law on finitely many values in [0, 1]. Nearly attained by p_t in {0, h} with
P(p_t = h) slightly below 1/c.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_networks import as_it_is
from lqtheory.quantities.loss_populations import Population, means
from lqtheory.quantities.score_laws import weights_of


def rates(rng: np.random.Generator) -> Population:
    """A law with up to six values in [0, 1], often 0 among them."""
    weights = weights_of(rng, 6)
    values = [Fraction(int(v), 64) for v in rng.integers(0, 65, len(weights)) * (rng.random(len(weights)) < 0.6)]
    return Population(weights, (tuple(values),))


def are_rates(law: Any) -> bool:
    """Whether an object is a law on finitely many values in [0, 1]."""
    return isinstance(law, Population) and len(law.losses) == 1 and all(0 <= v <= 1 for v in law.losses[0])


D = Domain(
    k=Integer(1, typical=(1, 8)),
    c=Real(1, typical=(1, 4)),
    law=Object(
        rates,
        ball=as_it_is,
        description="a law on finitely many values in [0, 1] of how often a coreset fails",
        of=(),
        fits=are_rates,
    ),
)


def _is_high(c: float, law: Population) -> np.ndarray:
    """Which values exceed c times the mean."""
    (mean,) = means(law)
    return np.array([value > Fraction(c) * mean for value in law.losses[0]])


def all_fail_often(rng: np.random.Generator, size: int, k: int, c: float, law: Population) -> np.ndarray:
    """Draws of how often each coreset fails."""
    chances = np.array(law.weights, dtype=np.float64)
    drawn = rng.choice(len(chances), (size, k), p=chances / chances.sum())
    return np.asarray(_is_high(c, law)[drawn].all(axis=1))


def exact_probability(k: int, c: float, law: Population) -> Fraction:
    """All are high."""
    high = sum(w for w, above in zip(law.weights, _is_high(c, law), strict=True) if above)
    return Fraction(high, sum(law.weights)) ** k


@dataclass(frozen=True)
class Power:
    """c^{-k}."""

    def __call__(self, k: int, c: float, **_: Any) -> Fraction:
        """Its value."""
        return 1 / Fraction(c) ** k


THEOREM = Theorem(
    name="repeated_coresets_all_fail",
    title="Best of repeated coresets",
    id="coreset.amplify",
    statement="For k independent coresets, whose shares p_t of inputs on which they fail have one law, any on finitely "
    "many values in [0, 1], and c > 1, all of them fail more often than c times the average with probability at most "
    "c^(-k).",
    domain=D,
    claim=Probability(all_fail_often, "<=", Power(), exact_probability, text="min p_t > c E p_t"),
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
    notes="The idea, with c = 10/9, is recalled from the paper's CoreNet++; the theorem is the dossier's.",
)
