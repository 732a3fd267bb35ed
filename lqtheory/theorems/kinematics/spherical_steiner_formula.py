r"""**Spherical Steiner formula**: P{dist^2(theta, C) <= l} = sum_k v_k I_l((d-k)/2, k/2), theta uniform on the sphere.

The term of k = d is 1 and that of k = 0 is 0 for l < 1. For every closed convex cone; simulated for products of
circular cones, orthants and subspaces, and their polars, to which distances are known.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import Domain, Object, Probability, Real, Source, Theorem
from lqtheory.quantities.factored_cones import FactoredCone, ball_factored_cone, factored_cone, factored_volumes
from lqtheory.quantities.volume_operations import spherical_steiner

D = Domain(
    C=Object(factored_cone, ball=ball_factored_cone, description="a closed convex cone", of=()),
    l=Real(0, 1, typical=(0.05, 0.95)),
)


def squared_distance(x: np.ndarray, kind: str, form: float) -> np.ndarray:
    """Squared distances of the rows to one factor."""
    if kind == "orthant":
        return np.sum(np.minimum(x, 0.0) ** 2, axis=1)
    if kind == "subspace":
        return np.sum(x[:, int(form) :] ** 2, axis=1)
    beyond = np.arctan2(np.linalg.norm(x[:, 1:], axis=1), x[:, 0]) - form  # angle to the cone, whose axis is the first
    return np.sum(x**2, axis=1) * np.sin(np.clip(beyond, 0.0, np.pi / 2)) ** 2


def is_near(rng: np.random.Generator, size: int, C: FactoredCone, l: float) -> np.ndarray:  # noqa: E741
    """Draws of directions, and their distance to the cone: |P' g|^2 at most l |g|^2, P' for the polar."""
    g, away, start = rng.standard_normal((size, C.dimension)), np.zeros(size), 0
    for kind, width, form in C.parts:
        away += squared_distance(g[:, start : start + width], kind, form)
        start += width
    whole = np.sum(g**2, axis=1)
    return (whole - away if C.polar else away) <= l * whole


@dataclass(frozen=True)
class Tube:
    """The mixture of beta distribution functions; an object, whose text is the same in every process."""

    def __call__(self, C: FactoredCone, l: float) -> Any:  # noqa: E741
        """The value at l."""
        return spherical_steiner(factored_volumes(C), l)


THEOREM = Theorem(
    name="spherical_steiner_formula",
    title="Spherical Steiner formula",
    id="geom.iv.steiner",
    statement="For every closed convex cone C of R^d and 0 < l < 1 the squared distance of a random point of the "
    "sphere to C is at most l with the probability sum_k v_k I_l((d-k)/2, k/2).",
    domain=D,
    claim=Probability(is_near, "=", Tube(), text="P(dist^2(theta, C) <= l) = sum v_k I_l((d-k)/2, k/2)"),
    source=Source("mccoy_tropp_2014", "section 3.2 (spherical Steiner formula)"),
    provenance="recalled",
)
