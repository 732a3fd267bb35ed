"""Ball versions of means over random atoms with random signs: all multisets of atoms, all numbers of minus signs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.dictionary_distances import ball_lp_masses
from lqtheory.quantities.reference.dictionary_expansions import combine

__all__ = [
    "ball_mean_ghost_norm",
    "ball_mean_root_sum",
    "ball_mean_signed_ghost_norm",
    "ball_mean_signed_moment",
    "ball_mean_signed_norm",
    "ball_mean_square_root_sum",
]


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


def ball_mean_signed_moment(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Definition, as the mean norm."""
    p, terms = balls.ball(p), [balls.ball(0)]
    for chance, counts, atoms in _multisets(theta, F, m, p):
        moments = []
        for minus in itertools.product(*(range(c + 1) for c in counts)):
            ways = math.prod(math.comb(c, b) for c, b in zip(counts, minus, strict=True))
            signed = combine([balls.ball(c - 2 * b) for c, b in zip(counts, minus, strict=True)], atoms)
            moments.append(ways * balls.total(balls.power(abs(x), p) for x in signed) / 2**m)
        terms.append(chance * balls.power(balls.total(moments), 1 / p))
    return balls.total(terms)


def ball_mean_square_root_sum(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Definition."""
    return _root_sums(theta, F, m, balls.ball(p), balls.ball(2))


def _sequences(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> list[tuple[Any, list[list[Any]]]]:
    """Every sequence of m atoms: its probability, and the atoms with norm V/m."""
    masses = ball_lp_masses(theta, F, p)
    used, total = [j for j, mass in enumerate(masses) if mass > 0], balls.total(masses)
    atoms = {j: [total * theta[j] * x / masses[j] / m for x in F[j]] for j in used}
    return [
        (math.prod([masses[j] / total for j in chosen], start=balls.ball(1)), [atoms[j] for j in chosen])
        for chosen in (itertools.product(used, repeat=m) if used else ())
    ]


def _apart(x: list[list[Any]], y: list[list[Any]], signs: tuple[int, ...]) -> list[Any]:
    """Sum over t of the differences of two atoms with signs."""
    rows = range(len(x[0]))
    return [balls.total(e * (a[i] - b[i]) for e, a, b in zip(signs, x, y, strict=True)) for i in rows]


def ball_mean_ghost_norm(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Definition, over all pairs of sequences."""
    draws = _sequences(theta, F, m, balls.ball(p))
    return balls.total(
        [a * b * _norm(_apart(x, y, (1,) * m), p) for a, x in draws for b, y in draws] or [balls.ball(0)]
    )


def ball_mean_signed_ghost_norm(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Definition, over all pairs of sequences and all signs."""
    draws, signs = _sequences(theta, F, m, balls.ball(p)), list(itertools.product((-1, 1), repeat=m))
    terms = [a * b * _norm(_apart(x, y, s), p) for a, x in draws for b, y in draws for s in signs]
    return balls.total(terms or [balls.ball(0)]) / len(signs)


def ball_mean_root_sum(theta: list[Any], F: list[list[Any]], m: int, p: Any) -> Any:
    """Definition, r = 2 or p."""
    p = balls.ball(p)
    return _root_sums(theta, F, m, p, p.min(balls.ball(2)))


def _root_sums(theta: list[Any], F: list[list[Any]], m: int, p: Any, r: Any) -> Any:
    terms = [balls.ball(0)]
    for chance, counts, atoms in _multisets(theta, F, m, p):
        powers = [[balls.power(abs(x), r) for x in column] for column in atoms]
        roots = [balls.power(x, 1 / r) for x in combine([balls.ball(c) for c in counts], powers)]
        terms.append(chance * _norm(roots, p))
    return balls.total(terms)
