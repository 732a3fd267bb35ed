"""Ball versions of what can be measured on an expansion in a dictionary: columns are lists of balls."""

from __future__ import annotations

import itertools
import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError, ShapeError

__all__ = [
    "ball_atom_masses",
    "ball_averaging_excess",
    "ball_best_dictionary_error",
    "ball_best_kept_sum",
    "ball_draw_second_moment",
    "ball_draw_variance",
    "ball_expansion_square",
    "ball_least_common_component_error",
    "ball_mean_square_of_averages",
    "ball_pursuit_error",
    "ball_pursuit_score",
    "ball_without_largest",
]


def dot(a: list[Any], b: list[Any]) -> Any:
    """Inner product."""
    return balls.total(x * y for x, y in zip(a, b, strict=True))


def length(a: list[Any]) -> Any:
    """Euclidean norm."""
    return balls.power(balls.maximum([dot(a, a), balls.ball(0)]), balls.ball(1) / 2)


def fitting(theta: list[Any], columns: list[list[Any]]) -> None:
    """Refuse a number of coefficients that is not the number of atoms."""
    if len(theta) != len(columns):
        raise ShapeError(f"theta has {len(theta)} entries for {len(columns)} atoms; give one coefficient per atom")


def combine(theta: list[Any], columns: list[list[Any]]) -> list[Any]:
    """Sum of multiples of the columns."""
    fitting(theta, columns)
    return [
        balls.total(t * column[i] for t, column in zip(theta, columns, strict=True)) for i in range(len(columns[0]))
    ]


def minus(a: list[Any], c: Any, b: list[Any]) -> list[Any]:
    """The vector a - c b."""
    return [x - c * y for x, y in zip(a, b, strict=True)]


def ball_atom_masses(theta: list[Any], F: list[list[Any]]) -> list[Any]:
    """Definition."""
    fitting(theta, F)
    return [abs(t) * length(column) for t, column in zip(theta, F, strict=True)]


def ball_expansion_square(theta: list[Any], F: list[list[Any]]) -> Any:
    """Definition."""
    f = combine(theta, F)
    return dot(f, f)


def ball_without_largest(theta: list[Any], F: list[list[Any]], L: int) -> list[Any]:
    """Coefficients with those of the L largest masses set to zero; at ties the first ones count as larger."""
    masses = ball_atom_masses(theta, F)
    order = sorted(range(len(theta)), key=lambda j: (-masses[j].mid(), j))
    return [balls.ball(0) if j in order[:L] else theta[j] for j in range(len(theta))]


def _directions(theta: list[Any], F: list[list[Any]]) -> tuple[list[list[Any]], list[Any], Any]:
    """Signed unit vectors of the terms that are not zero, their masses, and the total mass."""
    masses = ball_atom_masses(theta, F)
    used = [j for j, mass in enumerate(masses) if mass > 0]
    units = [[theta[j] * x / masses[j] for x in F[j]] for j in used]
    return units, [masses[j] for j in used], balls.total(masses)


# ---- best error and pursuit ------------------------------------------------------------------------------------------
def _orthogonal(vector: list[Any], basis: list[list[Any]]) -> list[Any] | None:
    """Unit vector of the part orthogonal to a basis; nothing if that part is zero up to the precision."""
    for unit in basis:
        vector = minus(vector, dot(vector, unit), unit)
    norm = length(vector)
    return [x / norm for x in vector] if norm > 0 else None


def ball_best_dictionary_error(theta: list[Any], F: list[list[Any]], m: int) -> Any:
    """Least distance of f to the span of m atoms, over all choices."""
    f = combine(theta, F)
    errors = []
    for chosen in itertools.combinations(range(len(F)), min(m, len(F))):
        basis: list[list[Any]] = []
        residual = f
        for j in chosen:
            unit = _orthogonal(F[j], basis)
            if unit is not None:
                basis.append(unit)
                residual = minus(residual, dot(residual, unit), unit)
        errors.append(length(residual))
    return balls.minimum(errors)


def _sharing(n: int, a: Any, g: Any) -> list[list[Any]]:
    """The atoms a e_0 + g e_j."""
    return [[balls.ball(a), *(balls.ball(g) if i == j else balls.ball(0) for i in range(n))] for j in range(n)]


def ball_least_common_component_error(m: int, n: int, c: Any, a: Any, g: Any) -> Any:
    """Least distance of the sum of all atoms a e_0 + g e_j, times c, to the span of m of them."""
    return ball_best_dictionary_error([balls.ball(c)] * n, _sharing(n, a, g), m)


def ball_best_kept_sum(m: int, n: int, c: Any, a: Any, g: Any) -> Any:
    """Coefficients of the projection on the first m atoms, read off e_1, ..., e_m; all choices are alike."""
    atoms = _sharing(n, a, g)
    residual, basis = combine([balls.ball(c)] * n, atoms), list[list[Any]]()
    f = residual
    for j in range(m):
        unit = _orthogonal(atoms[j], basis)
        if unit is None:
            raise DomainError(f"g={g} makes all atoms parallel (best_kept_sum); use g != 0")
        basis.append(unit)
        residual = minus(residual, dot(residual, unit), unit)
    return balls.total(minus(f, 1, residual)[1 : m + 1]) / g


def _pursuit(theta: list[Any], F: list[list[Any]], t: int) -> tuple[Any, Any]:
    """Error after t steps, and the largest score there."""
    residual, basis = combine(theta, F), list[list[Any]]()
    norms = [length(column) for column in F]
    for step in range(t + 1):
        scores = [abs(dot(residual, c)) / n if n > 0 else balls.ball(0) for c, n in zip(F, norms, strict=True)]
        best = balls.maximum(scores)
        j = next(i for i, score in enumerate(scores) if not score < best)
        unit = _orthogonal(F[j], basis) if best > 0 else None
        if step == t or unit is None:
            return length(residual), best
        basis.append(unit)
        residual = minus(residual, dot(residual, unit), unit)
    raise AssertionError


def ball_pursuit_error(theta: list[Any], F: list[list[Any]], t: int) -> Any:
    """Definition, step by step; at ties that the precision does not resolve the first atom."""
    return _pursuit(theta, F, t)[0]


def ball_pursuit_score(theta: list[Any], F: list[list[Any]], t: int) -> Any:
    """Definition, as the error."""
    return _pursuit(theta, F, t)[1]


# ---- averages --------------------------------------------------------------------------------------------------------
def ball_averaging_excess(theta: list[Any], F: list[list[Any]], t: int) -> Any:
    """Squared distance of the sum of t choices from t f."""
    units, _, total = _directions(theta, F)
    f = combine(theta, F)
    behind = [balls.ball(0)] * len(f)
    for _ in range(t if units else 0):
        ahead = minus(behind, 1, f)
        scores = [dot(ahead, unit) for unit in units]
        least = balls.minimum(scores)
        j = next(i for i, score in enumerate(scores) if not score > least)
        behind = minus(ahead, -total, units[j])
    return dot(behind, behind)


def ball_draw_second_moment(theta: list[Any], F: list[list[Any]]) -> Any:
    """Mean of the squared norm over the atoms, by their probabilities."""
    units, masses, total = _directions(theta, F)
    return balls.total(mass / total * dot(u, u) * total**2 for mass, u in zip(masses, units, strict=True))


def ball_draw_variance(theta: list[Any], F: list[list[Any]]) -> Any:
    """Mean of the squared distance from f over the atoms, by their probabilities."""
    units, masses, total = _directions(theta, F)
    f = combine(theta, F)
    apart = [minus([total * x for x in u], 1, f) for u in units]
    return balls.total(mass / total * dot(g, g) for mass, g in zip(masses, apart, strict=True))


def ball_mean_square_of_averages(theta: list[Any], F: list[list[Any]], m: int) -> Any:
    """Mean over all multisets of m atoms, by their multinomial probabilities."""
    units, masses, total = _directions(theta, F)
    f = combine(theta, F)
    terms = []
    for chosen in itertools.combinations_with_replacement(range(len(units)), m) if units else ():
        counts = [chosen.count(j) for j in range(len(units))]
        chance = balls.ball(math.factorial(m))
        for count, mass in zip(counts, masses, strict=True):
            chance = chance * (mass / total) ** count / math.factorial(count)
        apart = minus(combine([total * c / m for c in counts], units), 1, f)
        terms.append(chance * dot(apart, apart))
    return balls.total(terms)
