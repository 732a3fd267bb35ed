"""Hypothesis strategies from domains: the recipe of :mod:`lqtheory.checks.sampling` fed with shrinkable choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from lqtheory.checks.edges import perhaps_moved_to_edge
from lqtheory.checks.sampling import draw_instance, satisfies
from lqtheory.checks.sources import EmptyRangeError
from lqtheory.domain import Domain
from lqtheory.relations import Relation

__all__ = ["HypothesisSource", "instances_of"]

Item = TypeVar("Item")


#: Integers from larger ranges are drawn digit by digit: Hypothesis mixes integers of 100 and more that occur in the
#: modules loaded so far into its own draws, so that the same seed would search differently in another process.
BASE = 64


class HypothesisSource:
    """Choices that Hypothesis records, mutates towards a target, and shrinks.

    Parameters
    ----------
    draw : callable
        The ``draw`` of a composite strategy.
    """

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        """An integer in {low, ..., high}; shrinks towards ``low``."""
        return low + self._below(high - low + 1)

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items; shrinks towards the first."""
        return items[self._below(len(items))]

    def unit(self) -> float:
        """A number in [0, 1]; shrinks towards 0."""
        return self._below(BASE**3) / (BASE**3 - 1)

    def generator(self) -> np.random.Generator:
        """A generator whose seed is drawn; the seed shrinks towards 0."""
        return np.random.default_rng(self._below(BASE**3))

    def _below(self, size: int) -> int:
        """An integer in {0, ..., size - 1}; shrinks towards 0."""
        if size <= BASE:
            return int(self._draw(_digit(size)))
        value, span = 0, 1
        while span < size:
            value = value * BASE + int(self._draw(_digit(BASE)))
            span *= BASE
        return value * size // span


@lru_cache(maxsize=BASE)
def _digit(size: int) -> st.SearchStrategy[int]:
    """Integers in {0, ..., size - 1}; made once, because that takes as long as to draw one."""
    return st.integers(0, size - 1)


@st.composite
def instances_of(
    draw: Callable[[st.SearchStrategy[Any]], Any],
    domain: Domain,
    extremal: Callable[..., Any] | None = None,
    given: Sequence[Relation] = (),
) -> dict[str, Any]:
    """Strategy for the instances of a domain.

    Parameters
    ----------
    draw : callable
        Supplied by Hypothesis; call ``instances_of(domain)``.
    domain : Domain
        The domain; earlier names feed later bounds.
    extremal : callable, optional
        A theorem's own worst instance, mixed in.
    given : sequence of Relation
        Assumptions; most instances are moved to their edge, none is filtered out by them.

    Returns
    -------
    hypothesis.strategies.SearchStrategy of dict
        Values by name; conditions in ``where`` hold in floats.

    Examples
    --------
    >>> from lqtheory.domain import Integer, Vector
    >>> instances_of(Domain(n=Integer(1), x=Vector("n"))).is_empty
    False
    """
    source = HypothesisSource(draw)
    try:
        values = draw_instance(domain, source, extremal)
    except EmptyRangeError:
        assume(False)
    values = perhaps_moved_to_edge(domain, (*domain.where, *given), values, source)
    assume(satisfies(domain.where, values))
    return values
