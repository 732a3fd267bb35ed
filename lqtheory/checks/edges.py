"""Instances moved to the edge of what the assumptions allow: only there conditional claims are tight.

Random draws of ``k >= k_x(eta)`` leave ``eta`` far above the least value that the assumption allows; bisection in one
real parameter brings it down to there, or repairs a draw that violates the assumption.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lqtheory.checks.sampling import satisfied_along
from lqtheory.checks.sources import EmptyRangeError, Source, scalar_range
from lqtheory.domain import Domain, Real
from lqtheory.errors import LqTheoryError
from lqtheory.relations import Relation

__all__ = ["edge_parameters", "moved_to_edge", "perhaps_moved_to_edge"]

#: Bisections: the edge is approached to about a millionth of the range, so that balls still see it satisfied.
BISECTIONS = 20
PROBES = 7


def edge_parameters(domain: Domain, conditions: Sequence[Relation]) -> list[str]:
    """Real parameters that some inequality among the conditions mentions, the last declared first.

    Parameters
    ----------
    domain : Domain
        The domain.
    conditions : sequence of Relation
        Assumptions.

    Returns
    -------
    list of str
        Names.
    """
    mentioned = {str(s) for c in conditions if c.operator != "=" for s in c.free_symbols}
    names = [name for name, m in domain.scalars().items() if isinstance(m, Real) and name in mentioned]
    return names[::-1]


def perhaps_moved_to_edge(
    domain: Domain, conditions: Sequence[Relation], values: dict[str, Any], source: Source
) -> dict[str, Any]:
    """The instance, or in three draws of four the instance moved to an edge of the conditions.

    Parameters
    ----------
    domain : Domain
        The domain.
    conditions : sequence of Relation
        Assumptions.
    values : dict
        An instance.
    source : Source
        Where choices come from; the simplest choice is not to move.

    Returns
    -------
    dict
        An instance.
    """
    names = edge_parameters(domain, conditions)
    if not names or source.integer(0, 3) == 0:
        return values
    name = names[max(0, source.integer(0, 2 * len(names)) - len(names) - 1)]  # mostly the last declared
    return moved_to_edge(domain, conditions, values, name, upper=source.integer(0, 1) == 1)


def moved_to_edge(
    domain: Domain, conditions: Sequence[Relation], values: dict[str, Any], name: str, *, upper: bool
) -> dict[str, Any]:
    """The instance with one real parameter as low (or as high) as the conditions allow.

    Parameters
    ----------
    domain : Domain
        The domain.
    conditions : sequence of Relation
        Assumptions.
    values : dict
        An instance inside the domain's bounds; it may violate the conditions.
    name : str
        The parameter to move.
    upper : bool
        Whether to move it up.

    Returns
    -------
    dict
        The moved instance; the given one where no edge is found.
    """
    holds = satisfied_along(conditions, values, name)

    def feasible(value: float) -> bool:
        return _feasible(domain, holds, values | {name: value}, name)

    try:
        low, high = scalar_range(name, domain.scalars()[name], values)
    except EmptyRangeError:
        return values
    inside = float(values[name])
    if not low <= inside <= high:
        return values
    if not feasible(inside):
        probes = [low + (high - low) * (i + 0.5) / PROBES for i in range(PROBES)]
        found = [t for t in probes if feasible(t)]
        if not found:
            return values
        inside = found[-1] if upper else found[0]
    outside = high if upper else low
    if feasible(outside):
        return values | {name: inside}
    for _ in range(BISECTIONS):
        middle = (inside + outside) / 2
        if feasible(middle):
            inside = middle
        else:
            outside = middle
    return values | {name: inside}


def _feasible(domain: Domain, holds: Callable[[float], bool], values: Mapping[str, Any], changed: str) -> bool:
    try:
        return _in_bounds(domain, values, changed) and holds(values[changed])
    except (LqTheoryError, OverflowError, ZeroDivisionError):
        return False  # a side is not defined there


def _in_bounds(domain: Domain, values: Mapping[str, Any], changed: str) -> bool:
    """Whether the changed scalar, and those whose bounds may depend on it, are inside their bounds."""
    scalars = domain.scalars()
    names = list(scalars)
    known = {n: v for n, v in values.items() if n in scalars}
    for name in names[names.index(changed) :]:
        scalars[name].validate(name, values[name], known, "edge")
    return True
