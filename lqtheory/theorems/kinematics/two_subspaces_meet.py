r"""**Two random subspaces meet exactly if their dimensions add up to more than d**: the special case of kinematics.

The formula 2 h_{d+1} does not hold for two subspaces: it gives 2 or 0. An equality, with probability 0 or 1.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(d=Integer(1, typical=(1, 9)), j=Integer(0, "d"), k=Integer(0, "d"))


def meet(rng: np.random.Generator, size: int, d: int, j: int, k: int) -> np.ndarray:
    """Whether the first j coordinates and the span of k Gaussian vectors have a common nonzero point."""
    found = np.zeros(size, dtype=bool)
    for start in range(0, size, 20_000):
        # A point of the span lies among the first j coordinates if its other d - j coordinates vanish.
        rest = rng.standard_normal((min(20_000, size - start), d, k))[:, j:]
        if k:
            rank = np.linalg.matrix_rank(rest, tol=1e-12) if j < d else np.zeros(len(rest), dtype=int)
            found[start : start + len(rest)] = rank < k
    return found


@dataclass(frozen=True)
class Indicator:
    """1 if j + k > d, else 0; an object, whose text is the same in every process."""

    def __call__(self, d: int, j: int, k: int, **_: Any) -> int:
        """Its value."""
        return int(j + k > d)


THEOREM = Theorem(
    name="two_subspaces_meet",
    title="Two subspaces in general position",
    id="geom.kin.exact",
    statement="Two subspaces of R^d of dimensions j and k, one of them turned at random, have a common nonzero point "
    "with probability 1 if j + k > d, and 0 otherwise.",
    domain=D,
    claim=Probability(meet, "=", Indicator(), text="P(L meets QL') = 1 if j + k > d, else 0"),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "section 2.3"),
    provenance="recalled",
)
