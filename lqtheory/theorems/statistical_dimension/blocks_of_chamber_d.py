r"""**Intrinsic volumes of the Weyl chambers D as a law of blocks**: P(face of dimension k) = v_k.

The projection of a Gaussian vector on {|x_1| <= x_2 <= ... <= x_d} is an isotonic regression;
the probabilities of the dimension of its face are the volumes, the coefficients of a product of factors
(t + e)/(1 + e). Simulated.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.isotonic_blocks import isotonic_blocks
from lqtheory.quantities.weyl_chambers import chamber_polynomial

D = Domain(d=Integer(2, typical=(2, 7)), k=Integer(0, "d"))


def has_blocks(rng: np.random.Generator, size: int, d: int, k: int) -> np.ndarray:
    """Draws of Gaussian vectors."""
    g = rng.standard_normal((size, d))
    g[:, 0] = np.abs(g[:, 0])
    return isotonic_blocks(g, positive=True) == k


@dataclass(frozen=True)
class Volume:
    """v_k, an exact fraction; an object, whose text is the same in every process."""

    def __call__(self, d: int, k: int) -> Any:
        """The volume."""
        return chamber_polynomial("D", d)[k]


THEOREM = Theorem(
    name="blocks_of_chamber_d",
    title="Law of blocks for the Weyl chambers D",
    id="geom.statdim.chambers.law",
    statement="For d >= 2 and 0 <= k <= d the projection of a Gaussian vector on the Weyl chamber D in R^d lies in a "
    "face of dimension k with the probability v_k, a coefficient of the generating polynomial.",
    domain=D,
    claim=Probability(has_blocks, "=", Volume(), text="P(face of dimension k) = v_k"),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "section 5.5 (as recalled)"),
    provenance="recalled",
)
