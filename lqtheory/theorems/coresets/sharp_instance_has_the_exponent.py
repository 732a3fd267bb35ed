r"""**The exponent cannot be better**: P(Bin(m, 1/r) >= k) >= exp(-m kl(k/m || 1/r))/sqrt(8 k (1 - k/m)), k < m.

On r points with disjoint active edges this is the probability that the estimate is at least (1+e) z, 1 + e = r k/m, and
exp(-m kl) is the bound of :mod:`estimate_rarely_above`: only a polynomial factor is lost.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.quantities.reference.coreset_tails import ball_binary_divergence
from lqtheory.relations import Relation

_PARAMETERS = Domain(r=Integer(2, typical=(2, 5)), m=Integer(2, typical=(2, 30)), k=Integer(1, "m-1"))
r, m, k = _PARAMETERS.symbols
D = Domain(where=[Relation(m, "<", r * k)], **_PARAMETERS.parameters)


def reaches(rng: np.random.Generator, size: int, r: int, m: int, k: int) -> np.ndarray:
    """Draws of the number of draws of one edge."""
    return rng.binomial(m, 1 / r, size=size) >= k


@dataclass(frozen=True)
class LowerBound:
    """exp(-m kl(k/m || 1/r))/sqrt(8 k (1 - k/m)), in balls; an object, whose text is the same in every process."""

    def __call__(self, r: int, m: int, k: int) -> Any:
        """The bound."""
        rate = ball_binary_divergence(balls.ball(Fraction(k, m)), balls.ball(Fraction(1, r)))
        return (-m * rate).exp() / balls.ball(Fraction(8 * k * (m - k), m)).sqrt()


def exact_probability(r: int, m: int, k: int) -> Fraction:
    """The binomial tail."""
    return Fraction(sum(comb(m, c) * (r - 1) ** (m - c) for c in range(k, m + 1)), r**m)


THEOREM = Theorem(
    name="sharp_instance_has_the_exponent",
    title="Lower bound of the tail of the sharp instance",
    id="coreset.sharp.two_point.exponent",
    statement="For r >= 2, m >= 2 and m/r < k < m, Bin(m, 1/r) is at least k with probability at least "
    "exp(-m kl(k/m || 1/r))/sqrt(8 k (1 - k/m)).",
    domain=D,
    claim=Probability(reaches, ">=", LowerBound(), exact=exact_probability, text="P(Bin(m, 1/r) >= k)"),
    box={"r": (2, 5), "m": (2, 24)},
    source=Source("cover_thomas_2006", "Theorem 11.1.4 (probability of a type class)"),
    provenance="recalled",
    notes="Certified on the box by exact enumeration; the general statement is recalled (Ash, Lemma 4.7.2).",
)
