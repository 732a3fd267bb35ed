r"""**Escape through a mesh**: a random subspace misses S with probability at least 1 - exp(-(lambda_m - w)^2/2).

Gordon's theorem, for every closed subset S of the sphere with Gaussian width w < lambda_m = E|g_m|; no convexity is
needed. Simulated for caps, neighbourhoods of subspheres, and the part of the sphere in an orthant; decided exactly for
caps: :mod:`random_subspace_escapes_caps`. Not sharp.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Source, Theorem
from lqtheory.quantities.concentration import escape_probability
from lqtheory.quantities.sphere_sets import SphereSet, sphere_set, unchanged_set

D = Domain(
    m=Integer(1, typical=(1, 8)),
    S=Object(sphere_set, ball=unchanged_set, description="a closed subset of the sphere"),
)


def escapes(rng: np.random.Generator, size: int, m: int, S: SphereSet) -> np.ndarray:
    """Whether random subspaces of codimension m have no point in the set."""
    return S.is_missed(rng, size, m)


@dataclass(frozen=True)
class GordonBound:
    """1 - exp(-(lambda_m - w)^2/2), or 0; an object, whose text is the same in every process."""

    def __call__(self, m: int, S: SphereSet, **_: Any) -> float:
        """Its value."""
        return escape_probability(m, S.width)


THEOREM = Theorem(
    name="random_subspace_escapes_sets",
    title="Escape of a random subspace through a mesh",
    id="geom.kin.gordon",
    statement="For every closed subset S of the unit sphere a random subspace of codimension m >= 1 misses S with "
    "probability at least 1 - exp(-(lambda_m - w)^2/2) if the Gaussian width w of S is below lambda_m.",
    domain=D,
    claim=Probability(escapes, ">=", GordonBound(), text="P(L misses S) >= 1 - exp(-(lm - w)^2/2)"),
    source=Source("gordon_1988", "Corollary 1.2 with Gaussian concentration"),
    provenance="reproved",
    notes="Constants recalled; the dossier derives them from Gordon's comparison inequality.",
)
