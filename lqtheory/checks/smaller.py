"""The same violation in fewer dimensions: fresh draws at small sizes find what cutting a large vector cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lqtheory.bounds import bound_value
from lqtheory.checks.edges import perhaps_moved_to_edge
from lqtheory.checks.sampling import draw_instance, satisfies
from lqtheory.checks.sources import NumpySource
from lqtheory.claim import Claim
from lqtheory.decision import Decision, decide
from lqtheory.domain import Integer, Real, Vector
from lqtheory.errors import LqTheoryError
from lqtheory.rng import generator_for
from lqtheory.theorem import Theorem

__all__ = ["violation_in_fewer_dimensions"]

#: Draws for each size, half of them at the real parameters of the violation; sizes up to this are tried.
DRAWS = 120
LARGEST = 4


def violation_in_fewer_dimensions(
    theorem: Theorem, values: Mapping[str, Any], *, bits: int
) -> tuple[dict[str, Any], Decision] | None:
    """A violating instance whose vectors are shorter than those of a known one.

    Parameters
    ----------
    theorem : Theorem
        A deterministic theorem.
    values : mapping
        A violating instance.
    bits : int
        Largest working precision of the decisions.

    Returns
    -------
    tuple or None
        ``(values, decision)`` at the smallest size at which one was drawn.
    """
    name = _size_parameter(theorem)
    if name is None or not isinstance(theorem.claim, Claim):
        return None
    member = theorem.domain.parameters[name]
    assert isinstance(member, Integer)
    reals = {n: values[n] for n, m in theorem.domain.scalars().items() if isinstance(m, Real)}
    source = NumpySource(generator_for(0, theorem.name, "fewer dimensions"))
    conditions = (*theorem.domain.where, *theorem.claim.given)
    for size in range(max(1, int(bound_value(member.low, {}))), min(values[name], LARGEST + 1)):
        for turn in range(DRAWS):
            fixed = {name: size, **(reals if turn % 2 else {})}
            try:
                drawn = draw_instance(theorem.domain, source, fixed=fixed)
                drawn = theorem.domain.validate(perhaps_moved_to_edge(theorem.domain, conditions, drawn, source))
                if not satisfies(conditions, drawn) or not theorem.excess(drawn) > 0:
                    continue
                decision = decide(theorem, drawn, max_bits=bits)
            except (LqTheoryError, OverflowError):
                continue  # outside the domain or not computable there
            if decision.violated:
                return drawn, decision
    return None


def _size_parameter(theorem: Theorem) -> str | None:
    """The integer that alone gives the length of some vector, with a constant lower end."""
    for member in theorem.domain.parameters.values():
        if isinstance(member, Vector) and isinstance(member.size, str):
            size = theorem.domain.parameters.get(member.size)
            if isinstance(size, Integer) and not isinstance(size.low, str):
                return member.size
    return None
