"""Quadratic cones as objects that theorems speak of, by the weights of their axes; not offered by ``eval``.

A quadratic cone is {x : x_1 >= √(Σ a_i x_i²)} in some orthonormal basis. The cone of a sublevel set has a_i = |m_i|/m_1
with the eigenvalues of M = bb' - cH (dossier ``geom.ell.statdim``), its slice by y^⊥ those of the compression of M
(``geom.prune.slice``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lqtheory import balls
from lqtheory.balls.integrals import monotone_root
from lqtheory.errors import DomainError
from lqtheory.quantities.quadratic_cones import quadratic_cone_dimension
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.ellipsoid_cones import ball_cone_level
from lqtheory.quantities.reference.quadratic_cones import ball_quadratic_cone_dimension
from lqtheory.quantities.reference.slice_cones import ball_slice_level
from lqtheory.quantities.sublevel_sets import SublevelSet
from lqtheory.quantities.sublevel_slices import SublevelSlice

__all__ = [
    "QUADRATIC_QUANTITIES",
    "QuadraticCone",
    "ball_quadratic_cone",
    "quadratic_cone",
    "quadratic_quantity",
    "weights_of",
]


@dataclass(frozen=True, eq=False)
class QuadraticCone:
    """{x : x_1 >= √(Σ a_i x_i²)}; arrays, or lists of balls.

    Parameters
    ----------
    weights : array, shape (n,)
        a_i >= 0.
    """

    weights: Any

    def __repr__(self) -> str:
        return f"QuadraticCone({np.asarray(self.weights).tolist()})"


def quadratic_cone(rng: np.random.Generator, **_: Any) -> QuadraticCone:
    """A random quadratic cone in two to six dimensions; often circular, often with a direction that it contains.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    QuadraticCone
    """
    n = int(rng.integers(1, 6))
    weights = 2.0 ** rng.integers(-8, 9, n)
    if rng.random() < 0.3:
        weights = np.full(n, weights[0])
    if rng.random() < 0.2:
        weights[-1] = 0.0
    return QuadraticCone(weights)


def ball_quadratic_cone(value: QuadraticCone) -> QuadraticCone:
    """The same cone in exact balls.

    Parameters
    ----------
    value : QuadraticCone
        Arrays.

    Returns
    -------
    QuadraticCone
    """
    return QuadraticCone(balls.ball_vector(value.weights))


def weights_of(value: QuadraticCone | SublevelSet | SublevelSlice) -> np.ndarray:
    """Weights of the axes of a quadratic cone.

    Parameters
    ----------
    value : QuadraticCone, SublevelSet or SublevelSlice
        The cone, or a set that generates it, or the slice of such a cone.

    Returns
    -------
    array, shape (n,)
        Sorted, >= 0; one fewer than dimensions.

    Examples
    --------
    >>> import numpy as np
    >>> weights_of(SublevelSet(np.ones(3), np.array([2.0, 0.0, 0.0]), 0.5)).round(12).tolist()
    [3.0, 3.0]
    """
    if isinstance(value, QuadraticCone):
        return np.asarray(value.weights, dtype=np.float64)
    b = value.omega * value.y
    excess = float(value.omega @ value.y**2) - 2.0 * value.epsilon
    matrix = np.outer(b, b) / excess - np.diag(value.omega)
    if isinstance(value, SublevelSlice):
        frame = np.linalg.svd(value.y[None, :])[2][1:]
        matrix = frame @ matrix @ frame.T
    found = np.linalg.eigvalsh(matrix)
    ratios = np.maximum(-found[:-1] / found[-1], 0.0)
    ratios[ratios < 1e-15 * max(1.0, float(ratios.max(initial=0.0)))] = 0.0
    return np.sort(ratios)


def _ball_weights(value: Any) -> list[Any]:
    if isinstance(value, QuadraticCone):
        return list(value.weights)
    pairs = list(zip(value.omega, value.y, strict=True))
    if isinstance(value, SublevelSlice):
        kappa = 2 * value.epsilon / balls.total(v * v for v in value.y)
        top = ball_slice_level(value.omega, value.y, value.epsilon)
        return [root / top for root in _other_roots([(a, v * v * (a - kappa)) for a, v in pairs], 0)]
    excess = balls.total(a * v * v for a, v in pairs) - 2 * value.epsilon
    top = ball_cone_level(value.omega, value.y, value.epsilon)
    return [root / top for root in _other_roots([(a, a * a * v * v / excess) for a, v in pairs], 1)]


def _other_roots(terms: Sequence[tuple[Any, Any]], constant: int) -> list[Any]:
    """All x >= 0 that solve constant = Σ w/(μ - x), with terms (μ, w), and the poles that are eigenvalues; exact μ.

    At -x lie the eigenvalues of bb' - diag(μ) for w = b² and 1, and those of its compression to y^⊥ for the weights of
    the slice equation and 0. Equal μ make one pole; one without weight is an eigenvalue as often as it occurs, one
    with weight once less; and between two neighbouring poles with weights of one sign lies one root.
    """
    poles: list[tuple[Any, Any, int]] = []
    for mu, weight in terms:
        at = next((i for i, (other, _, _) in enumerate(poles) if bool(other == mu)), None)
        if at is None:
            poles.append((mu, weight, 1))
        else:
            poles[at] = (mu, poles[at][1] + weight, poles[at][2] + 1)
    found: list[Any] = []
    for mu, weight, times in poles:
        found += [mu] * (times if weight == 0 else times - 1)
    seen = sorted(((mu, weight) for mu, weight, _ in poles if not weight == 0), key=lambda pole: float(pole[0]))
    return found + [
        _between(seen, i, constant) for i in range(len(seen) - 1) if bool(seen[i][1] > 0) == bool(seen[i + 1][1] > 0)
    ]


def _between(poles: list[tuple[Any, Any]], i: int, constant: int) -> Any:
    """The root of constant = Σ w/(μ - x) with x between two neighbouring poles, times both distances from them."""
    (low, first), (high, second) = poles[i], poles[i + 1]
    others = poles[:i] + poles[i + 2 :]

    def value(x: Any) -> Any:
        rest = constant - balls.total([balls.ball(0), *(w / (mu - x) for mu, w in others)])
        return (low - x) * (high - x) * rest - first * (high - x) - second * (low - x)

    return monotone_root(value, low, high)


def _dimension(value: Any) -> float:
    weights = weights_of(value)
    return quadratic_cone_dimension(weights) if weights.size else 0.5


def _ball_dimension(value: Any) -> Any:
    weights = _ball_weights(value)
    return ball_quadratic_cone_dimension(weights) if weights else balls.ball(1) / 2


def _polar_dimension(value: Any) -> float:
    weights = weights_of(value)
    curved = weights[weights > 0]
    return quadratic_cone_dimension(1.0 / curved) if curved.size else 0.5


def _ball_polar_dimension(value: Any) -> Any:
    curved: list[Any] = []
    inverses: list[tuple[Any, Any]] = []
    for v in _ball_weights(value):
        if not v == 0:
            known = next((w for u, w in inverses if u is v), None)
            inverses.append((v, 1 / v if known is None else known))
            curved.append(inverses[-1][1])
    return ball_quadratic_cone_dimension(curved) if curved else balls.ball(1) / 2


def _sum(value: Any, a: int, c: int) -> float:
    weights = weights_of(value)
    return float((weights**a * (1.0 + weights) ** float(-c)).sum())


def _ball_sum(value: Any, a: int, c: int) -> Any:
    return balls.total([balls.ball(0), *(v**a / (1 + v) ** c for v in _ball_weights(value))])


def _quantity(name: str, arguments: tuple[str, ...], array: Any, ball: Any, latex: str, **more: Any) -> Quantity:
    return Quantity(name, arguments, array, ball, latex, "geom.ell.statdim", **more)


#: Everything by name.
QUADRATIC_QUANTITIES: dict[str, Quantity] = {
    quantity.name: quantity
    for quantity in (
        _quantity("quadratic_dimension", ("K",), _dimension, _ball_dimension, r"\delta({K})", sign="positive"),
        _quantity(
            "quadratic_polar_dimension",
            ("K",),
            _polar_dimension,
            _ball_polar_dimension,
            r"\delta({K}^\circ)",
            sign="positive",
        ),
        _quantity(
            "quadratic_sum",
            ("K", "a", "c"),
            _sum,
            _ball_sum,
            r"S_{{{a},{c}}}({K})",
            sign="nonnegative",
            integer_arguments=("a", "c"),
        ),
    )
}


def quadratic_quantity(name: str) -> Any:
    """The SymPy head of a quantity of quadratic cones, to write claims with.

    Parameters
    ----------
    name : str
        A key of ``QUADRATIC_QUANTITIES``.

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
    >>> str(quadratic_quantity("quadratic_dimension"))
    'quadratic_dimension'
    """
    if name not in QUADRATIC_QUANTITIES:
        raise DomainError(
            f"there is no quantity {name!r} of quadratic cones; there are {', '.join(QUADRATIC_QUANTITIES)}"
        )
    return QUADRATIC_QUANTITIES[name].symbol
