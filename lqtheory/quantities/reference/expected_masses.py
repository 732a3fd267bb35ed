"""Ball version of the expected pruned mass: the definition, outcome by outcome."""

from __future__ import annotations

import itertools
from typing import Any

from lqtheory import balls
from lqtheory.errors import DomainError
from lqtheory.quantities.reference.best_k_term import ball_tail_power_sum, rank

__all__ = ["ball_expected_pruned_mass"]


def ball_expected_pruned_mass(x: list[Any], n: int, k: int, p: Any) -> Any:
    """Mean over all m^n ordered draws, where that is few; else over multisets with their numbers of orders."""
    k, p = rank(k, 0, n, "expected_pruned_mass"), balls.ball(p)
    if not p > 0:
        raise DomainError(f"p={p} is not positive (ball of expected_pruned_mass)")
    m = len(x)
    if m**n <= 512:
        draws = itertools.product(range(m), repeat=n)
        return balls.total(ball_tail_power_sum([x[i] for i in chosen], k, p) for chosen in draws) / balls.ball(m) ** n
    terms = []
    for chosen in itertools.combinations_with_replacement(range(m), n):
        orders = balls.ball(1)
        for drawn, i in enumerate(sorted(chosen), start=1):  # n! over the factorials of the repetitions
            orders = orders * drawn / sorted(chosen)[:drawn].count(i)
        terms.append(orders * ball_tail_power_sum([x[i] for i in chosen], k, p))
    return balls.total(terms) / balls.ball(m) ** n
