"""Ball versions of averages of atoms drawn with any probabilities; F holds the atoms."""

from __future__ import annotations

import itertools
import math
from typing import Any

from lqtheory import balls
from lqtheory.quantities.reference.dictionary_expansions import combine, dot, minus

__all__ = ["ball_weighted_mean_square", "ball_weighted_second_moment", "ball_weighted_variance"]


def _draws(theta: list[Any], F: list[list[Any]], w: list[Any]) -> tuple[list[Any], list[list[Any]], list[Any]]:
    """Probabilities, the vectors theta_j f_j/p_j, and their mean f."""
    shares = [x / balls.total(w) for x in w]
    draws = [[t * x / share for x in atom] for t, atom, share in zip(theta, F, shares, strict=True)]
    return shares, draws, combine(theta, F)


def ball_weighted_second_moment(theta: list[Any], F: list[list[Any]], w: list[Any]) -> Any:
    """Definition."""
    shares, draws, _ = _draws(theta, F, w)
    return balls.total(share * dot(u, u) for share, u in zip(shares, draws, strict=True))


def ball_weighted_variance(theta: list[Any], F: list[list[Any]], w: list[Any]) -> Any:
    """Definition."""
    shares, draws, f = _draws(theta, F, w)
    apart = [minus(u, 1, f) for u in draws]
    return balls.total(share * dot(v, v) for share, v in zip(shares, apart, strict=True))


def ball_weighted_mean_square(theta: list[Any], F: list[list[Any]], w: list[Any], m: int) -> Any:
    """Definition, over all multisets of draws with their multinomial probabilities."""
    shares, draws, f = _draws(theta, F, w)
    terms = []
    for chosen in itertools.combinations_with_replacement(range(len(w)), m):
        counts, chance = [chosen.count(j) for j in range(len(w))], balls.ball(math.factorial(m))
        for count, share in zip(counts, shares, strict=True):
            chance = chance * share**count / math.factorial(count)
        apart = minus(combine([balls.ball(c) / m for c in counts], draws), 1, f)
        terms.append(chance * dot(apart, apart))
    return balls.total(terms)
