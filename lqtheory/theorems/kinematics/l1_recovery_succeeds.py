r"""**Exact success probability of l_1 recovery**: 1 - 2 (v_{m+1} + v_{m+3} + ...) of the descent cone.

x with s nonzero entries is recovered from m Gaussian measurements exactly if the kernel meets the descent cone in the
origin alone; no asymptotics. K stands for the cone. An equality.
"""

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Source, Theorem
from lqtheory.cones.classes import CONE
from lqtheory.quantities.cone_volumes import ConeVolumes
from lqtheory.quantities.reference.descent_intrinsic_volumes import ball_l1_descent_intrinsic_volumes
from lqtheory.quantities.small_cones import kernel_is_spread
from lqtheory.quantities.volume_sequences import l1_recovery_probability


@dataclass(frozen=True)
class DescentCone:
    """The descent cone of the l_1 norm at a vector of d entries, s of which are not zero."""

    d: int
    s: int


def descent_cone(rng: np.random.Generator, m: int = 1, **_: Any) -> DescentCone:
    """A descent cone in m to m + 3 dimensions."""
    d = int(rng.integers(max(m, 2), m + 4))
    return DescentCone(d, int(rng.integers(1, d)))


def ball_descent_cone(value: DescentCone) -> ConeVolumes:
    """Its intrinsic volumes in balls."""
    return ConeVolumes(ball_l1_descent_intrinsic_volumes(value.d, value.s))


D = Domain(
    m=Integer(1, typical=(1, 6)),
    K=Object(descent_cone, ball=ball_descent_cone, description="a descent cone of the l_1 norm", wider=CONE),
)


def recovers(rng: np.random.Generator, size: int, m: int, K: DescentCone) -> np.ndarray:
    """Whether |sum of the first s entries| < sum of the magnitudes of the others for all u != 0 of the kernel."""
    return kernel_is_spread(rng.standard_normal((size, K.d, K.d - m)), K.s)


_success = functools.lru_cache(maxsize=1024)(l1_recovery_probability)


@dataclass(frozen=True)
class ExactSuccess:
    """1 - 2 h_{m+1}; an object, whose text is the same in every process."""

    def __call__(self, m: int, K: DescentCone, **_: Any) -> float:
        """Its value; exactly 0 with fewer measurements than nonzero entries, by Gauss-Bonnet."""
        return _success(K.d, K.s, m)


THEOREM = Theorem(
    name="l1_recovery_succeeds",
    title="Exact success probability of l_1 recovery",
    id="geom.planted.cs",
    statement="A vector of R^d with s nonzero entries is the only solution of least l_1 norm of m Gaussian "
    "measurements with probability 1 - 2 (v_{m+1} + v_{m+3} + ...) of its descent cone K.",
    domain=D,
    claim=Probability(recovers, "=", ExactSuccess(), text="P(success) = 1 - 2 h_{m+1}(K)"),
    source=Source("amelunxen_lotz_mccoy_tropp_2014", "fact 2.8 with fact 2.1"),
    provenance="recalled",
    notes="The event is decided by the extreme directions of the kernel; a test compares it with linear programs.",
)
