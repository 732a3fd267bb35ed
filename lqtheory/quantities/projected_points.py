"""Points projected on small cones with integer generators, exactly, as objects of theorems; not offered by ``eval``.

The projection is found by trying all linearly independent sets of generators, in fractions: the right one has
nonnegative weights and a residual that makes no acute angle with any generator, and the point is unique.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.quantity import Quantity

__all__ = ["POINT_QUANTITIES", "ProjectedPoint", "ball_projected_point", "point_quantity", "project", "projected_point"]

Vector = tuple[Fraction, ...]


def _dot(a: Sequence[Any], b: Sequence[Any]) -> Any:
    return sum((x * y for x, y in zip(a, b, strict=True)), 0 * a[0])


def _solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """Solution of a linear system by elimination, or nothing if it is singular."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column] != 0), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for r in range(size):
            if r != column and rows[r][column] != 0:
                factor = rows[r][column] / rows[column][column]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[column], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def project(generators: Sequence[Vector], g: Vector) -> Vector:
    """Nearest point of the cone of nonnegative combinations of some vectors.

    Parameters
    ----------
    generators : sequence of tuples of fractions.Fraction
        Vectors of one size.
    g : tuple of fractions.Fraction
        The point.

    Returns
    -------
    tuple of fractions.Fraction

    Raises
    ------
    DomainError
        If there is none, which cannot be.

    Examples
    --------
    >>> [str(x) for x in project([(Fraction(1), Fraction(1))], (Fraction(0), Fraction(2)))]
    ['1', '1']
    """
    for count in range(len(generators) + 1):
        for chosen in itertools.combinations(generators, count):
            weights = _solve([[_dot(a, b) for b in chosen] for a in chosen], [_dot(a, g) for a in chosen])
            if weights is None or any(w < 0 for w in weights):
                continue
            columns = [
                sum((w * v[i] for w, v in zip(weights, chosen, strict=True)), Fraction(0)) for i in range(len(g))
            ]
            rest = tuple(x - y for x, y in zip(g, columns, strict=True))
            if all(_dot(v, rest) <= 0 for v in generators):
                return tuple(columns)
    raise DomainError(f"no point of the cone of {generators} is nearest to {g} (project); give vectors of one size")


@dataclass(frozen=True, eq=False)
class ProjectedPoint:
    """A point g, its nearest points in a cone C and in a larger cone K, some point of C, and a rotated copy of all.

    Parameters
    ----------
    point, inner, outer, other : tuple of fractions.Fraction, or list of balls
        g, the projections on C and on K, and some point of C.
    turned : tuple of fractions.Fraction, or list of balls
        The projection of Q g on Q C, for an orthogonal map Q, turned back by Q'.
    """

    point: Any
    inner: Any
    outer: Any
    other: Any
    turned: Any

    def __repr__(self) -> str:
        return f"ProjectedPoint({', '.join(map(str, self.point))})"


def _turn(v: Vector, i: int, j: int, back: bool = False) -> Vector:
    """The rotation by the angle of cosine 3/5 in the plane of two coordinates."""
    sine = Fraction(-4 if back else 4, 5)
    found = list(v)
    found[i] = Fraction(3, 5) * v[i] - sine * v[j]
    found[j] = sine * v[i] + Fraction(3, 5) * v[j]
    return tuple(found)


def projected_point(rng: np.random.Generator, **_: Any) -> ProjectedPoint:
    """A random point and random generators with small integer entries, in two to four dimensions.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    ProjectedPoint
    """
    d = int(rng.integers(2, 5))

    def integers(low: int, high: int) -> Vector:
        return tuple(Fraction(int(x)) for x in rng.integers(low, high, d))

    cone = [integers(-3, 4) for _ in range(int(rng.integers(1, 4)))]
    larger = [*cone, *(integers(-3, 4) for _ in range(int(rng.integers(0, 3))))]
    g = integers(-9, 10)
    weights = [Fraction(int(w), 4) for w in rng.integers(0, 9, len(cone))]
    other = tuple(sum((w * v[i] for w, v in zip(weights, cone, strict=True)), Fraction(0)) for i in range(d))
    i, j = (int(x) for x in rng.choice(d, 2, replace=False))
    turned = project([_turn(v, i, j) for v in cone], _turn(g, i, j))
    return ProjectedPoint(g, project(cone, g), project(larger, g), other, _turn(turned, i, j, back=True))


def ball_projected_point(value: ProjectedPoint) -> ProjectedPoint:
    """The same in balls.

    Parameters
    ----------
    value : ProjectedPoint
        Fractions.

    Returns
    -------
    ProjectedPoint
    """
    parts = (value.point, value.inner, value.outer, value.other, value.turned)
    return ProjectedPoint(*([balls.ball(x) for x in part] for part in parts))


def _quantity(name: str, function: Any, latex: str, id: str, sign: str = "nonnegative") -> Quantity:
    return Quantity(name, ("W",), lambda W: float(function(W)), function, latex, id, sign=sign)


def _square_of_difference(a: Sequence[Any], b: Sequence[Any]) -> Any:
    return sum(((x - y) * (x - y) for x, y in zip(a, b, strict=True)), 0 * a[0])


#: Everything by name.
POINT_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("point_energy", lambda W: _dot(W.point, W.point), r"\|g({W})\|^2", "geom.statdim.def"),
        _quantity("projected_energy", lambda W: _dot(W.inner, W.inner), r"\|\Pi_Cg({W})\|^2", "geom.statdim.def"),
        _quantity("larger_energy", lambda W: _dot(W.outer, W.outer), r"\|\Pi_Kg({W})\|^2", "geom.statdim.props"),
        _quantity(
            "turned_energy", lambda W: _dot(W.turned, W.turned), r"\|\Pi_{{QC}}Qg({W})\|^2", "geom.statdim.props"
        ),
        _quantity(
            "point_on_projection",
            lambda W: _dot(W.point, W.inner),
            r"\langle g,\Pi_Cg\rangle({W})",
            "geom.statdim.def",
            "real",
        ),
        _quantity(
            "squared_distance",
            lambda W: _square_of_difference(W.point, W.inner),
            r"\mathrm{{dist}}^2(g,C)({W})",
            "geom.statdim.def",
        ),
        _quantity(
            "larger_squared_distance",
            lambda W: _square_of_difference(W.point, W.outer),
            r"\mathrm{{dist}}^2(g,K)({W})",
            "geom.statdim.props",
        ),
        _quantity(
            "other_squared_distance",
            lambda W: _square_of_difference(W.point, W.other),
            r"\|g-c\|^2({W})",
            "geom.statdim.def",
        ),
        _quantity(
            "other_on_residual",
            lambda W: _dot(W.other, [x - y for x, y in zip(W.point, W.inner, strict=True)]),
            r"\langle c,g-\Pi_Cg\rangle({W})",
            "geom.statdim.def",
            "real",
        ),
    )
}


def point_quantity(name: str) -> Any:
    """The SymPy head of a quantity of projected points, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``POINT_QUANTITIES``.

    Returns
    -------
    type
        A SymPy function head.

    Raises
    ------
    DomainError
        If there is none.

    Examples
    --------
    >>> str(point_quantity("projected_energy"))
    'projected_energy'
    """
    if name not in POINT_QUANTITIES:
        raise DomainError(f"there is no quantity {name!r} of projected points; there are {', '.join(POINT_QUANTITIES)}")
    return POINT_QUANTITIES[name].symbol
