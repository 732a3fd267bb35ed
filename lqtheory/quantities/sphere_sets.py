"""Closed subsets of the sphere whose Gaussian width is known, as objects of theorems (dossier ``geom.kin.gordon``).

Caps, neighbourhoods of subspheres, and the part of the sphere in an orthant: no more than the first and the last are
convex. The width is E sup <g, u> over the points u of the set.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory.errors import DomainError
from lqtheory.quantities.arrays import check_count
from lqtheory.quantities.chi_means import chi_mean
from lqtheory.quantities.circular_cones import circular_width
from lqtheory.quantities.cone_widths import WIDTH_QUANTITIES, MeasuredCone
from lqtheory.quantities.small_cones import half_space_contains

__all__ = ["SphereSet", "sphere_set", "subsphere_width", "unchanged_set"]

#: Subspaces that are decided at a time.
CHUNK = 20_000


@dataclass(frozen=True)
class SphereSet:
    """A closed set of unit vectors of R^d.

    Parameters
    ----------
    kind : {"cap", "subsphere", "orthant"}
        u_1 >= cos α; (u_1, ..., u_j) of length at least cos α; all u_i >= 0.
    d : int
        Dimension, >= 2.
    j : int
        Dimension of the subspace of a subsphere; 1 for a cap, which is half of that neighbourhood.
    alpha : float
        Angle, in [0, π/2].
    """

    kind: str
    d: int
    j: int = 1
    alpha: float = 0.0

    def __repr__(self) -> str:
        return f"SphereSet({self.kind}, {self.d}, {self.j}, {self.alpha})"

    @property
    def width(self) -> float:
        """Gaussian width."""
        if self.kind == "cap":
            return circular_width(self.d, self.alpha)
        if self.kind == "orthant":
            return float(WIDTH_QUANTITIES["measured_width"].array(MeasuredCone("orthant", self.d)))
        return subsphere_width(self.d, self.j, self.alpha)

    def is_missed(self, rng: np.random.Generator, size: int, m: int) -> np.ndarray:
        """Whether random subspaces of codimension m miss the set, shape (size,)."""
        missed = np.ones(size, dtype=bool)
        for start in range(0, size if m < self.d else 0, CHUNK):
            count = min(CHUNK, size - start)
            basis = rng.standard_normal((count, self.d, self.d - m))
            if self.kind == "orthant":
                missed[start : start + count] = ~half_space_contains(basis)
                continue
            top = np.linalg.qr(basis)[0][:, : self.j]
            longest = np.linalg.eigvalsh(top @ top.transpose(0, 2, 1))[:, -1]
            missed[start : start + count] = longest < math.cos(self.alpha) ** 2
        return missed


def subsphere_width(d: int, j: int, alpha: float) -> float:
    r"""Gaussian width of the unit vectors within an angle α of a subspace of dimension j.

    λ_d E cos((β-α)_+), β the angle of a Gaussian vector to the subspace, of density ∝ sin^{d-j-1}β cos^{j-1}β.

    Parameters
    ----------
    d : int
        Dimension, >= 2.
    j : int
        Dimension of the subspace, in {1, ..., d - 1}.
    alpha : float
        Angle, in [0, π/2].

    Returns
    -------
    float
        λ_j at α = 0, λ_d at π/2.

    Raises
    ------
    InputTypeError, DomainError
        If an argument is not of its kind or out of range.

    References
    ----------
    Dossier geom.kin.gordon.

    Examples
    --------
    >>> abs(subsphere_width(7, 3, 0.0) - chi_mean(3)) < 1e-12
    True
    """
    d = check_count(d, "d", 2, None, "subsphere_width")
    j = check_count(j, "j", 1, d - 1, "subsphere_width", "d - 1")
    if not 0.0 <= alpha <= math.pi / 2:
        raise DomainError(f"alpha={alpha} is outside [0, pi/2] (subsphere_width)")
    nodes, weights = np.polynomial.legendre.leggauss(60 + d)

    def part(low: float, high: float, gain: bool) -> tuple[float, float]:
        beta = low + (high - low) * (nodes + 1.0) / 2.0
        density = np.sin(beta) ** (d - j - 1) * np.cos(beta) ** (j - 1) * weights * (high - low) / 2.0
        return float(density.sum()), float(density @ (np.cos(beta - alpha) if gain else np.ones_like(beta)))

    (inner, _), (outer, length) = part(0.0, alpha, False), part(alpha, math.pi / 2, True)
    return chi_mean(d) * (inner + length) / (inner + outer)


def sphere_set(rng: np.random.Generator, m: int = 1, **_: Any) -> SphereSet:
    """A random cap, neighbourhood of a subsphere, or orthant, in at least m and at most m + 4 dimensions.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    m : int
        Codimension of the subspaces.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SphereSet
    """
    d, way = max(2, m + int(rng.integers(0, 5))), int(rng.integers(5))
    if way == 0:
        return SphereSet("orthant", d)
    alpha = float(rng.integers(0, 17)) / 16.0
    return SphereSet("cap", d, 1, alpha) if way == 1 else SphereSet("subsphere", d, int(rng.integers(1, d)), alpha)


def unchanged_set(value: SphereSet) -> SphereSet:
    """The same set: its numbers are exact as they are.

    Parameters
    ----------
    value : SphereSet
        The set.

    Returns
    -------
    SphereSet
    """
    return value
