"""The record of a cone, and the record of a number that may be exact, enclosed or estimated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lqtheory.cones.devices import like, on_cpu
from lqtheory.errors import DomainError, InputTypeError, ShapeError, UnsupportedError
from lqtheory.quantities.arrays import Array, as_vector, check_real, is_numpy, namespace
from lqtheory.quantities.volume_operations import polar_volumes, product_volumes, volume_mean

__all__ = ["Cone", "Estimate", "check_cone"]

KINDS = ("exact", "enclosed", "sampled")

#: How far Q'Q may be from the identity.
ORTHOGONAL = 1e-12

#: Norms beyond which, or below whose inverse, rows are scaled before they are projected.
LARGE = 2.0**64


@dataclass(frozen=True)
class Estimate:
    """A number with an interval that contains the true one, and how it was found.

    Parameters
    ----------
    value : float
        The number; for ``sampled`` the mean, for ``enclosed`` a heuristic guess within the interval, which no theorem
        supports: then ``heuristic`` is true, and the text says so.
    low, high : float
        The interval. ``exact`` has low = value = high, up to rounding; ``enclosed`` is a bound with a complete proof,
        in the registry or, where a cone's notes say so, in the dossier or in those notes; ``sampled`` holds with the
        confidence that was asked for, at every sample size (of a variance: asymptotically).
    kind : {"exact", "enclosed", "sampled"}
        How it was found.
    samples : int
        Number of samples; 0 unless ``sampled``.
    standard_error : float
        Of ``value``; 0 unless ``sampled``.

    Raises
    ------
    InputTypeError
        If a number is none.
    DomainError
        If the kind is unknown or the interval is empty.

    Examples
    --------
    >>> Estimate.exact(2.5), Estimate(2.4, 2.0, 3.0, "enclosed")
    (Estimate(2.5, exact), Estimate(in [2, 3], proved; guess 2.4, heuristic))
    """

    value: float
    low: float
    high: float
    kind: str
    samples: int = 0
    standard_error: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise DomainError(f"kind={self.kind!r} is not one of {KINDS} (Estimate)")
        for name in ("value", "low", "high", "standard_error"):
            if isinstance(value := getattr(self, name), bool) or not isinstance(value, (int, float, np.number)):
                raise InputTypeError(f"{name} is a {type(value).__name__} (Estimate), not a real number")
        if not self.low <= self.high:
            raise DomainError(f"low={self.low} is above high={self.high} (Estimate); give an interval")

    def __repr__(self) -> str:
        number, interval = f"{self.value:.12g}", f"in [{self.low:.12g}, {self.high:.12g}]"
        if self.kind == "exact":
            return f"Estimate({number}, exact)"
        if self.kind == "enclosed":
            return f"Estimate({interval}, proved; guess {number}, heuristic)"
        return f"Estimate({number} ± {self.standard_error:.2g}, {interval}, sampled {self.samples} times)"

    @property
    def heuristic(self) -> bool:
        """Whether no theorem supports ``value``, but the interval alone."""
        return self.kind == "enclosed"

    @classmethod
    def exact(cls, value: float) -> Estimate:
        """A number that is known."""
        number = check_real(value, "value", "Estimate.exact")
        return cls(number, number, number, "exact")

    def complement(self, d: int) -> Estimate:
        """The estimate of d minus the number."""
        return Estimate(d - self.value, d - self.high, d - self.low, self.kind, self.samples, self.standard_error)

    def plus(self, other: Estimate) -> Estimate:
        """The estimate of a sum of two numbers, neither of them sampled."""
        kind = "exact" if self.kind == other.kind == "exact" else "enclosed"
        return Estimate(self.value + other.value, self.low + other.low, self.high + other.high, kind)


@dataclass(frozen=True, eq=False)
class Cone:
    """A closed convex cone, with what is known of it.

    Parameters
    ----------
    name : str
        For readers and error texts.
    dimension : int
        Dimension d of the space.
    projection : callable or None
        Batched Euclidean projection ``(..., d) -> (..., d)`` of checked float64 arrays.
    volumes : array, shape (d + 1,), or None
        Intrinsic volumes.
    known : Estimate or None
        Statistical dimension, exact or enclosed, where it does not come from the volumes.
    face_dimension : callable or None
        For polyhedral cones: dimension of the face that the projection of ``g`` lies in, ``(..., d) -> (...)``.
    is_subspace : bool
        Kinematic formulas differ for subspaces.

    Examples
    --------
    >>> from lqtheory.cones import circular, orthant
    >>> cone = orthant(3).product(circular(2, 0.5))
    >>> cone.dimension, round(cone.statistical_dimension().value, 12)
    (5, 2.318309886184)
    """

    name: str
    dimension: int
    projection: Callable[[Array], Array] | None = None
    volumes: np.ndarray | None = None
    known: Estimate | None = None
    face_dimension: Callable[[Array], Any] | None = None
    is_subspace: bool = False

    def __repr__(self) -> str:
        return f"Cone({self.name}, dimension={self.dimension})"

    def project(self, g: Any) -> Array:
        """Nearest points of the cone.

        Parameters
        ----------
        g : array-like, shape (..., d)
            Points, NumPy or torch; gradients are not promised.

        Returns
        -------
        array of float64, shape (..., d)
            Of the kind and on the device of ``g``.

        Raises
        ------
        InputTypeError, ShapeError, DomainError
            If ``g`` is not a finite real array with d entries along its last axis.
        UnsupportedError
            If the cone has no projection.
        """
        if self.projection is None:
            as_vector(g, "g", self.name)
            raise UnsupportedError(f"{self.name} has no projection; it has intrinsic volumes alone")
        if type(g) is np.ndarray and g.dtype == np.float64 and g.ndim and g.shape[-1] == self.dimension:
            if not _extreme(g).any():  # then all entries are finite: the data need not be read again to check that
                return self.projection(g)
        g = as_vector(g, "g", self.name)
        if g.shape[-1] != self.dimension:
            raise ShapeError(
                f"g has {g.shape[-1]} entries along its last axis, not {self.dimension} ({self.name}); give points of "
                f"the space of the cone"
            )
        return _homogeneously(self.projection, g)

    def intrinsic_volumes(self) -> np.ndarray:
        """Intrinsic volumes v_0, ..., v_d.

        Returns
        -------
        array of float64, shape (d + 1,)

        Raises
        ------
        UnsupportedError
            If they are not known in closed form.
        """
        if self.volumes is None:
            raise UnsupportedError(
                f"{self.name} has no closed form of its intrinsic volumes; estimate them by sampled_intrinsic_volumes"
            )
        return self.volumes.copy()

    def statistical_dimension(self) -> Estimate:
        """Statistical dimension δ = E‖Π_C(g)‖², exact or with the interval that is proved.

        Returns
        -------
        Estimate

        Raises
        ------
        UnsupportedError
            If it can only be sampled.
        """
        if self.known is not None:
            return self.known
        if self.volumes is not None:
            return Estimate.exact(volume_mean(self.volumes))
        raise UnsupportedError(
            f"the statistical dimension of {self.name} is not known in closed form; use sampled_statistical_dimension"
        )

    def called(self, name: str) -> Cone:
        """The same cone under another name."""
        return replace(self, name=name)

    def rotated(self, Q: Any) -> Cone:
        """The cone {Qx : x in the cone}, for an orthogonal matrix.

        Parameters
        ----------
        Q : array-like, shape (d, d)
            Orthogonal up to rounding.

        Returns
        -------
        Cone
            With the same volumes.

        Raises
        ------
        InputTypeError, ShapeError, DomainError
            If ``Q`` is not an orthogonal matrix of the space of the cone.
        """
        matrix = on_cpu(as_vector(Q, "Q", "rotated"))
        d = self.dimension
        if matrix.shape != (d, d):
            raise ShapeError(f"Q has shape {matrix.shape} (rotated); give a matrix of {d} rows and columns")
        error = float(np.abs(matrix.T @ matrix - np.eye(d)).max())
        if error > ORTHOGONAL:
            raise DomainError(f"Q is not orthogonal (rotated): Q'Q differs from the identity by {error:.2g}")
        project, face = self.projection, self.face_dimension
        return replace(
            self,
            name=f"rotated {self.name}",
            projection=None if project is None else lambda g: project(g @ like(matrix, g)) @ like(matrix.T, g),
            face_dimension=None if face is None else lambda g: face(g @ like(matrix, g)),
        )

    def polar(self) -> Cone:
        """The polar cone {z : <z, x> <= 0 for all x}; Moreau's decomposition gives its projection."""
        project, face = self.projection, self.face_dimension
        return Cone(
            f"polar of {self.name}",
            self.dimension,
            None if project is None else lambda g: g - project(g),
            None if self.volumes is None else polar_volumes(self.volumes),
            None if self.known is None else self.known.complement(self.dimension),
            None if face is None else lambda g: self.dimension - face(g),
            self.is_subspace,
        )

    def product(self, other: Cone) -> Cone:
        """The product with another cone, in the space of concatenated vectors."""
        check_cone(other, "other", "product")
        d, both = self.dimension, (self.projection, other.projection)
        faces = (self.face_dimension, other.face_dimension)

        def project(g: Array) -> Array:
            return namespace(g).concat((both[0](g[..., :d]), both[1](g[..., d:])), axis=-1)  # type: ignore[misc]

        def face(g: Array) -> Any:
            return faces[0](g[..., :d]) + faces[1](g[..., d:])  # type: ignore[misc]

        volumes = None
        if self.volumes is not None and other.volumes is not None:
            volumes = product_volumes(self.volumes, other.volumes)
        known = None
        if volumes is None and _has_dimension(self) and _has_dimension(other):
            known = self.statistical_dimension().plus(other.statistical_dimension())
        return Cone(
            f"{self.name} x {other.name}",
            d + other.dimension,
            None if None in both else project,
            volumes,
            known,
            None if None in faces else face,
            self.is_subspace and other.is_subspace,
        )


def check_cone(value: Any, name: str, where: str) -> None:
    """Refuse what is no cone, by the name of the argument.

    Parameters
    ----------
    value : object
        What the caller gave.
    name, where : str
        Of the argument and of the function, for the error text.

    Raises
    ------
    InputTypeError
        If it is no :class:`Cone`.
    """
    if not isinstance(value, Cone):
        raise InputTypeError(
            f"{name} is a {type(value).__name__} ({where}), not a cone; make one with a function of lqtheory.cones"
        )


def _extreme(g: Array) -> Array:
    """Whether squares of a row might leave the range of floats; also where an entry is not finite."""
    if is_numpy(g):
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            sizes = np.sqrt(np.einsum("...i,...i->...", g, g))
    else:
        sizes = namespace(g).linalg.vector_norm(g, axis=-1)
    return ~((sizes < LARGE) & (sizes > 1.0 / LARGE))


def _homogeneously(projection: Callable[[Array], Array], g: Array) -> Array:
    """Π(2^k g) = 2^k Π(g): rows whose squares might leave the range of floats are projected at an ordinary size."""
    xp, extreme = namespace(g), _extreme(g)
    if 0 in g.shape or not bool(xp.any(extreme)):
        return projection(g)
    largest = xp.max(xp.abs(g), axis=-1)
    scaled = extreme & (largest > 0)
    entries = on_cpu(xp.reshape(xp.where(scaled, largest, xp.ones_like(largest)), (-1, 1)))[:, 0]
    exponents = np.where(on_cpu(xp.reshape(scaled, (-1, 1)))[:, 0], np.frexp(entries)[1], 0)
    # Two factors, as one alone may be no float.
    halves = (exponents // 2, exponents - exponents // 2)
    first, second = (xp.reshape(like(np.ldexp(1.0, half), g), (*g.shape[:-1], 1)) for half in halves)
    return projection(g / first / second) * first * second


def _has_dimension(cone: Cone) -> bool:
    return cone.known is not None or cone.volumes is not None
