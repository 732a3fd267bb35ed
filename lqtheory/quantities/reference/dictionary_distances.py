"""Ball versions of distances between combinations of atoms, in several norms; columns are lists of balls."""

from __future__ import annotations

import itertools
import math
from typing import Any

from lqtheory import balls
from lqtheory.errors import ShapeError
from lqtheory.quantities.reference.dictionary_bounds import ball_rounding_threshold
from lqtheory.quantities.reference.dictionary_expansions import (
    ball_atom_masses,
    ball_without_largest,
    combine,
    dot,
    length,
    minus,
)

__all__ = [
    "ball_best_target_error",
    "ball_cell_count",
    "ball_combination_distance",
    "ball_largest_deviation",
    "ball_lp_distance",
    "ball_lp_masses",
    "ball_mean_completed_square",
    "ball_mean_lp_error",
    "ball_peak_masses",
    "ball_rounding_shares",
    "ball_sample_size",
    "ball_stratified_square",
    "ball_target_distance",
]


def ball_combination_distance(theta: list[Any], g: list[Any], F: list[list[Any]]) -> Any:
    """Norm of the difference."""
    return length(combine(minus(theta, 1, g), F))


def ball_largest_deviation(theta: list[Any], g: list[Any], F: list[list[Any]]) -> Any:
    """Largest magnitude of the difference."""
    return balls.maximum(abs(x) for x in combine(minus(theta, 1, g), F))


def ball_lp_distance(theta: list[Any], g: list[Any], F: list[list[Any]], p: Any) -> Any:
    """Norm of the difference."""
    return _norm(combine(minus(theta, 1, g), F), p)


def ball_target_distance(y: list[Any], theta: list[Any], F: list[list[Any]]) -> Any:
    """Norm of the difference."""
    return length(minus(y, 1, combine(theta, F)))


def ball_best_target_error(y: list[Any], F: list[list[Any]], m: int) -> Any:
    """Least distance to the span of m atoms, over all choices."""
    if len(y) != len(F[0]):
        raise ShapeError(f"y has {len(y)} entries for atoms of {len(F[0])}; give one value per sample point")
    errors = []
    for chosen in itertools.combinations(range(len(F)), min(m, len(F))):
        residual, basis = y, list[list[Any]]()
        for j in chosen:
            part = F[j]
            for unit in basis:
                part = minus(part, dot(part, unit), unit)
            norm = length(part)
            if norm > 0:
                unit = [x / norm for x in part]
                basis.append(unit)
                residual = minus(residual, dot(residual, unit), unit)
        errors.append(length(residual))
    return balls.minimum(errors)


def ball_mean_completed_square(y: list[Any], theta: list[Any], F: list[list[Any]], L: int, m: int) -> Any:
    """Mean over all sequences of m atoms, each with the product of the chances of its atoms."""
    others = ball_without_largest(theta, F, L)
    missing, masses = minus(y, 1, combine(minus(theta, 1, others), F)), ball_atom_masses(others, F)
    used, total = [j for j, mass in enumerate(masses) if mass > 0], balls.total(masses)
    if not used:
        return dot(missing, missing)
    terms = []
    for chosen in itertools.product(used, repeat=m):
        chance, apart = balls.ball(1), missing
        for j in chosen:
            chance = chance * masses[j] / total
            apart = minus(apart, total * others[j] / masses[j] / m, F[j])
        terms.append(chance * dot(apart, apart))
    return balls.total(terms)


def ball_peak_masses(theta: list[Any], F: list[list[Any]]) -> list[Any]:
    """Definition."""
    return [abs(t) * balls.maximum(abs(x) for x in column) for t, column in zip(theta, F, strict=True)]


def ball_sample_size(F: list[list[Any]]) -> Any:
    """Number of entries of an atom."""
    return balls.ball(len(F[0]))


def _norm(vector: list[Any], p: Any) -> Any:
    return balls.power(balls.total(balls.power(abs(x), p) for x in vector), 1 / balls.ball(p))


def ball_lp_masses(theta: list[Any], F: list[list[Any]], p: Any) -> list[Any]:
    """Definition."""
    return [abs(t) * _norm(column, p) for t, column in zip(theta, F, strict=True)]


def ball_mean_lp_error(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Mean over all multisets of m atoms, by their multinomial probabilities."""
    masses = ball_lp_masses(theta, F, p)
    used = [j for j, mass in enumerate(masses) if mass > 0]
    total, f, terms = balls.total(masses), combine(theta, F), []
    units = [[theta[j] * x / masses[j] for x in F[j]] for j in used]
    for chosen in itertools.combinations_with_replacement(range(len(used)), m) if used else ():
        counts = [chosen.count(j) for j in range(len(used))]
        chance = balls.ball(math.factorial(m))
        for count, j in zip(counts, used, strict=True):
            chance = chance * (masses[j] / total) ** count / math.factorial(count)
        terms.append(chance * _norm(minus(combine([total * c / m for c in counts], units), 1, f), p))
    return balls.total(terms)


def ball_stratified_square(theta: list[Any], F: list[list[Any]], m: int, cells: list[int]) -> Any:
    """Cell by cell, the largest distance of two directions."""
    masses = ball_atom_masses(theta, F)
    total, square = balls.total(masses), balls.ball(0)
    for cell in sorted(set(cells)):
        members = [j for j, label in enumerate(cells) if label == cell and masses[j] > 0]
        units = [[theta[j] * x / masses[j] for x in F[j]] for j in members]
        apart = [minus(a, 1, b) for a, b in itertools.combinations(units, 2)]
        diameter = balls.maximum([balls.ball(0), *(dot(d, d) for d in apart)])
        square = square + balls.total(masses[j] for j in members) * diameter / 2
    return total / m * square


def ball_cell_count(cells: list[int]) -> int:
    """Number of different labels."""
    return len(set(cells))


def ball_rounding_shares(x: list[Any], m: int) -> list[Any]:
    """Magnitudes over the threshold, at most 1; zero where the threshold is."""
    tau = ball_rounding_threshold(x, m)
    if not tau > 0:
        return [balls.ball(0)] * len(x)
    return [balls.minimum([balls.ball(1), abs(v) / tau]) for v in x]
