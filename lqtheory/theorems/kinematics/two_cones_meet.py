r"""**Exact kinematics of two cones**: C meets a randomly turned K with probability 2 h_{d+1}(C x K).

That is 2 sum_{i odd} sum_j v_j(C) v_{d+i-j}(K), for closed convex cones of R^d that are not both subspaces. An
equality. K stands for the pair.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Object, Probability, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import ball_cone_volumes
from lqtheory.quantities.small_cones import SmallPair, half_space_contains, small_pair

D = Domain(
    K=Object(
        small_pair, ball=ball_cone_volumes, description="two small cones of one space, and their product", wider=CONE
    )
)


def meet(rng: np.random.Generator, size: int, K: SmallPair) -> np.ndarray:
    """Whether the first cone and the image of the second under a random rotation have a common nonzero point."""
    first, second = K.first, K.second
    d, found = first.dimension, np.zeros(size, dtype=bool)
    for start in range(0, size, 20_000):
        count = min(20_000, size - start)
        turn, triangle = np.linalg.qr(rng.standard_normal((count, d, d)))
        turn *= np.sign(np.diagonal(triangle, axis1=1, axis2=2))[:, None, :]  # Haar: without it QR prefers some
        fixed = np.broadcast_to(first.inequalities, (count, *first.inequalities.shape))
        found[start : start + count] = half_space_contains(np.concatenate([fixed, second.inequalities @ turn], axis=1))
    return found


@dataclass(frozen=True)
class TwiceHalfTailOfProduct:
    """2 h_{d+1}(C x K); an object, whose text is the same in every process."""

    def __call__(self, K: SmallPair, **_: Any) -> Fraction:
        """Its value, rational."""
        v, w, d = K.first.volumes, K.second.volumes, K.first.dimension
        terms = (v[j] * w[d + i - j] for i in range(1, d + 1, 2) for j in range(i, d + 1))
        return 2 * sum(terms, Fraction(0))


THEOREM = Theorem(
    name="two_cones_meet",
    title="Exact kinematic formula for two cones",
    id="geom.kin.exact",
    statement="For every pair K of cones of R^d that are not both subspaces, the first meets the randomly turned "
    "second outside the origin with probability 2 sum_{i odd} sum_j v_j v'_{d+i-j}.",
    domain=D,
    claim=Probability(meet, "=", TwiceHalfTailOfProduct(), text="P(C meets QK) = 2 h_{d+1}(C x K)"),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "fact 2.1"),
    provenance="recalled",
    notes="Recalled; simulated for products of rays, Weyl chambers and lines, whose volumes are rational. The proof "
    "takes the conic kinematic formula on authority.",
)
