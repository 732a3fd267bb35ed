"""Ball versions of averages aimed at a target and of largest terms in L_p; columns are lists of balls."""

from __future__ import annotations

from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.dictionary_distances import ball_lp_masses
from lqtheory.quantities.reference.dictionary_expansions import ball_atom_masses, combine, dot, fitting, minus

__all__ = ["ball_averaging_target_excess", "ball_without_largest_lp"]


def ball_averaging_target_excess(y: list[Any], theta: list[Any], F: list[list[Any]], m: int, t: int) -> Any:
    """Choice by choice; at ties that the precision does not resolve the first atom."""
    masses, f = ball_atom_masses(theta, F), combine(theta, F)
    used, total = [j for j, mass in enumerate(masses) if mass > 0], balls.total(masses)
    units = [[theta[j] * x / masses[j] for x in F[j]] for j in used]
    behind = [m * x for x in minus(f, 1, y)]
    for _ in range(t if units else 0):
        ahead = minus(behind, 1, f)
        scores = [dot(ahead, unit) for unit in units]
        least = balls.minimum(scores)
        j = next(i for i, score in enumerate(scores) if not score > least)
        behind = minus(ahead, -total, units[j])
    return dot(behind, behind)


def ball_without_largest_lp(theta: list[Any], F: list[list[Any]], L: int, p: Any) -> list[Any]:
    """Largest masses by the midpoints of their balls; the first ones at ties."""
    fitting(theta, F)
    masses = ball_lp_masses(theta, F, p)
    order = sorted(range(len(theta)), key=lambda j: (-masses[j].mid(), j))
    return [balls.ball(0) if j in order[:L] else theta[j] for j in range(len(theta))]
