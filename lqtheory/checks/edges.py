"""Instances moved to the edge of what the assumptions allow: only there conditional claims are tight.

Random draws of ``k >= k_x(eta)`` leave ``eta`` far above the least value that the assumption allows; bisection in one
real parameter brings it down to there, or repairs a draw that violates the assumption. Where no draw and no repair
satisfies the assumptions, a claim may speak of nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lqtheory.checks.sampling import draw_instance, satisfied_along, satisfies
from lqtheory.checks.sources import EmptyRangeError, NumpySource, Source, scalar_range
from lqtheory.domain import Domain, Real
from lqtheory.errors import LqTheoryError
from lqtheory.relations import Relation
from lqtheory.rng import generator_for

__all__ = ["edge_parameters", "is_inhabited", "moved_to_edge", "perhaps_moved_to_edge"]

#: Bisections: the edge is approached to about a millionth of the range, so that balls still see it satisfied.
BISECTIONS = 20
PROBES = 7
#: Draws without a single instance after which assumptions count as met by nothing.
DRAWS = 1000


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


def is_inhabited(domain: Domain, given: Sequence[Relation], name: str) -> bool:
    """Whether some instance is seen to satisfy all assumptions: a claim about nothing is true and worthless.

    Parameters
    ----------
    domain : Domain
        The domain; draws come from its typical ranges.
    given : sequence of Relation
        Assumptions beside those of the domain.
    name : str
        Name of the theorem, for the random numbers.

    Returns
    -------
    bool
        False if floats satisfy them at none of a thousand draws, and nowhere along a real parameter of these.

    Raises
    ------
    LqTheoryError
        If no instance can be drawn for another reason than an empty range.

    Examples
    --------
    >>> D = Domain(t=Real(0, 1))
    >>> (t,) = D.symbols
    >>> is_inhabited(D, [Relation(t, "<", 0.001)], "demo"), is_inhabited(D, [Relation(2, "<", t)], "demo")
    (True, False)
    """
    source = NumpySource(generator_for(0, "empty", name))
    conditions = (*domain.where, *given)
    for _ in range(DRAWS):
        try:
            values = draw_instance(domain, source)
        except EmptyRangeError:
            continue
        if _met(conditions, values) or _met(conditions, perhaps_moved_to_edge(domain, conditions, values, source)):
            return True
    return False


def _met(conditions: Sequence[Relation], values: Mapping[str, Any]) -> bool:
    try:
        return satisfies(conditions, values)
    except (LqTheoryError, OverflowError, ZeroDivisionError):
        return False  # a side is not defined there
