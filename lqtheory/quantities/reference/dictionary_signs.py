"""Ball versions of means over random atoms with random signs: all multisets of atoms, all numbers of minus signs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.dictionary_distances import ball_lp_masses
from lqtheory.quantities.reference.dictionary_expansions import combine

__all__ = ["ball_mean_root_sum", "ball_mean_signed_norm"]


def _multisets(
    theta: list[Any], F: list[list[Any]], m: int, p: Any
) -> Iterator[tuple[Any, list[int], list[list[Any]]]]:
    """Every multiset of m atoms: its multinomial probability, the counts, and the atoms with norm V/m."""
    masses = ball_lp_masses(theta, F, p)
    used, total = [j for j, mass in enumerate(masses) if mass > 0], balls.total(masses)
    atoms = [[total * theta[j] * x / masses[j] / m for x in F[j]] for j in used]
    for chosen in itertools.combinations_with_replacement(range(len(used)), m) if used else ():
        counts, chance = [chosen.count(j) for j in range(len(used))], balls.ball(math.factorial(m))
        for count, j in zip(counts, used, strict=True):
            chance = chance * (masses[j] / total) ** count / math.factorial(count)
        yield chance, counts, atoms


def _norm(vector: list[Any], p: Any) -> Any:
    return balls.power(balls.total(balls.power(abs(x), p) for x in vector), 1 / balls.ball(p))


def ball_mean_signed_norm(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Definition: of c equal atoms, b have a minus sign with probability C(c, b)/2^c."""
    terms = [balls.ball(0)]
    for chance, counts, atoms in _multisets(theta, F, m, p):
        for minus in itertools.product(*(range(c + 1) for c in counts)):
            ways = math.prod(math.comb(c, b) for c, b in zip(counts, minus, strict=True))
            signed = combine([balls.ball(c - 2 * b) for c, b in zip(counts, minus, strict=True)], atoms)
            terms.append(chance * ways * _norm(signed, p) / 2**m)
    return balls.total(terms)


def ball_mean_root_sum(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Definition, r = 2 or p."""
    p = balls.ball(p)
    r, terms = p.min(balls.ball(2)), [balls.ball(0)]
    for chance, counts, atoms in _multisets(theta, F, m, p):
        powers = [[balls.power(abs(x), r) for x in column] for column in atoms]
        roots = [balls.power(x, 1 / r) for x in combine([balls.ball(c) for c in counts], powers)]
        terms.append(chance * _norm(roots, p))
    return balls.total(terms)
