r"""**A circular cone and a random subspace**: 2 h_{m+1} is the probability that the axis is near the subspace.

In even dimension d = 2e and codimension m = 2c the volumes with sin^2 = i/8 give P(Bin(e-1, i/8) >= c). The squared
length of the projected axis has a beta law, so that the probability is I_{i/8}(c, e-c), an integral of rationals. An
equality.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(e=Integer(2, typical=(2, 9)), c=Integer(1, "e-1"), i=Integer(1, 7))


def axis_is_near(rng: np.random.Generator, size: int, e: int, c: int, i: int) -> np.ndarray:
    """Whether the angle between a random axis and the subspace without the first 2c coordinates is at most alpha."""
    squares = rng.standard_normal((size, 2 * e)) ** 2
    return squares[:, : 2 * c].sum(axis=1) <= i / 8 * squares.sum(axis=1)


@dataclass(frozen=True)
class TwiceHalfTail:
    """2 h_{m+1} of the circular cone; an object, whose text is the same in every process."""

    def __call__(self, e: int, c: int, i: int, **_: Any) -> Fraction:
        """Its value: 2 v_k = C(e-1, j) sin^{2j} cos^{2(e-1-j)} at k = 2j + 1."""
        sine = Fraction(i, 8)
        return sum((comb(e - 1, j) * sine**j * (1 - sine) ** (e - 1 - j) for j in range(c, e)), Fraction(0))


def beta_integral(e: int, c: int, i: int) -> Fraction:
    """I_{i/8}(c, e-c), the power of 1-u multiplied out."""
    u = Fraction(i, 8)
    terms = (Fraction((-1) ** j * comb(e - c - 1, j), c + j) * u ** (c + j) for j in range(e - c))
    return c * comb(e - 1, c) * sum(terms, Fraction(0))


THEOREM = Theorem(
    name="circular_cone_meets_subspace",
    title="Circular cone and random subspace",
    id="geom.kin.exact",
    statement="The circular cone with sin^2 alpha = i/8 in R^(2e) meets a random subspace of codimension 2c, 1 <= c "
    "< e, outside the origin with probability 2 h_{2c+1} of its intrinsic volumes.",
    domain=D,
    claim=Probability(axis_is_near, "=", TwiceHalfTail(), exact=beta_integral, text="P(K meets QL) = 2 h_{2c+1}"),
    box={"e": (2, 12), "i": (1, 7)},
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "fact 2.1 with appendix D.1"),
    provenance="recalled",
    notes="Even dimensions and codimensions, where everything is rational. Certified is that the beta integral is the "
    "sum of the volumes; that the squared length of the projected axis has this beta law is classical.",
)
