"""Pattern search over the scalar parameters: from a tight instance towards equality, one parameter at a time.

Under assumptions such as ``k >= k_x(eta)`` the tight instances lie along an edge; the search stays on it by bringing
another real parameter back to the edge after every step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from lqtheory.checks.candidates import Tally
from lqtheory.checks.edges import edge_parameters, moved_to_edge
from lqtheory.checks.sources import EmptyRangeError, scalar_range
from lqtheory.domain import Integer, Vector
from lqtheory.instances import flat

__all__ = ["climb"]

HALVINGS = 10
#: Factors by which all vectors of an instance are multiplied at once: what holds at every scale holds there too.
SCALES = (2.0**200, 2.0**-200)


class _Climber:
    """State of one climb: the best instance so far, and the edge it moves along."""

    def __init__(self, tally: Tally, limit: int) -> None:
        self.tally = tally
        self.value, self.best = tally.start
        self.end = tally.attempts + limit
        names = edge_parameters(tally.theorem.domain, tally.conditions)
        self.edge = names[0] if names else ""
        self.upper = False

    def try_values(self, moved: dict[str, Any]) -> bool:
        """Whether an instance is tighter than the best one, which it then replaces."""
        found = self.tally.consider(moved)
        if found is None or not found > self.value:
            return False
        self.best, self.value = moved, found
        return True

    def on_edge(self, moved: dict[str, Any], changed: str, upper: bool) -> dict[str, Any]:
        """The moved instance, brought back to the edge of the assumptions."""
        if not self.edge or changed == self.edge:
            return moved
        return moved_to_edge(self.tally.theorem.domain, self.tally.conditions, moved, self.edge, upper=upper)

    @property
    def over(self) -> bool:
        """Whether a violation is found or the effort is spent."""
        return bool(self.tally.violation) or self.tally.attempts >= self.end or self.tally.clock.is_up()

    def steps(self, name: str) -> Iterator[float]:
        """Sizes of the steps in one parameter, largest first."""
        domain = self.tally.theorem.domain
        member = domain.scalars()[name]
        if isinstance(member, Integer):
            sizes = {str(s) for m in domain.parameters.values() if isinstance(m, Vector) for s in _names(m.size)}
            yield from () if name in sizes else (4, 2, 1, 1)
            return
        try:
            low, high = scalar_range(name, member, self.best)
        except EmptyRangeError:
            return
        if math.isfinite(self.best[name]):
            yield from ((high - low) / 2.0**i for i in range(1, HALVINGS + 1))


def _names(size: Any) -> set[str]:
    return {size} if isinstance(size, str) else set()


def _try_flat(climber: _Climber) -> None:
    """Flat vectors, the vertices of most problems, at counts near the integers of the instance and its own support."""
    domain = climber.tally.theorem.domain
    for name, member in domain.parameters.items():
        if not isinstance(member, Vector) or member.nonzeros is not None or member.sign == "positive":
            continue
        n = len(climber.best[name])
        drawn = [climber.best[other] for other, m in domain.scalars().items() if isinstance(m, Integer)]
        support = int(np.count_nonzero(climber.best[name]))
        near = (support, support - 1, support + 1, *(c for v in drawn for c in (v, v + 1, 2 * v)), 1)
        for count in dict.fromkeys(c for c in near if 1 <= c <= n):
            if climber.over:
                return
            climber.try_values(climber.on_edge(climber.best | {name: flat(n, count)}, name, climber.upper))


def _try_scales(climber: _Climber) -> None:
    """The same instance, huge and tiny."""
    vectors = [n for n, m in climber.tally.theorem.domain.parameters.items() if isinstance(m, Vector)]
    start = climber.best
    for factor in SCALES if vectors else ():
        if climber.over:
            return
        climber.try_values(start | {name: np.asarray(start[name]) * factor for name in vectors})


def climb(tally: Tally, limit: int) -> None:
    """Raise the ratio of an instance by changing one scalar at a time, the last declared first.

    Parameters
    ----------
    tally : Tally
        Its ``start`` is where the climb begins; a violation ends the climb and is kept there.
    limit : int
        How many instances may be tried.
    """
    if not tally.start[1]:
        return
    climber = _Climber(tally, limit)
    _try_scales(climber)
    if climber.edge:
        for upper in (False, True):
            if not climber.over and climber.try_values(climber.on_edge(climber.best, "", upper)):
                climber.upper = upper
    _try_flat(climber)
    for name in reversed(list(tally.theorem.domain.scalars())):
        for step in climber.steps(name):
            for signed in (step, -step):
                if climber.over:
                    return
                moved = climber.best | {name: climber.best[name] + signed}
                if climber.try_values(climber.on_edge(moved, name, climber.upper)):
                    break
