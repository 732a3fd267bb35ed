"""Whole instances of a domain from any source of choices, and conditions judged in floats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from lqtheory import instances
from lqtheory.bounds import bound_value
from lqtheory.checks.sources import EmptyRangeError, NumpySource, Source, draw_integer, draw_real
from lqtheory.checks.vectors import draw_vector
from lqtheory.domain import Domain, Integer, Matrix, MatrixChain, Object, Parameter, Real, Vector
from lqtheory.errors import DomainError
from lqtheory.expressions import compile_expression, compile_together
from lqtheory.floats import FLOATS
from lqtheory.relations import Relation

__all__ = ["draw_instance", "draw_scalars", "extremal_values", "sample_instance", "satisfied_along", "satisfies"]

REJECTIONS = 200


def _draw_matrix(source: Source, rows: int, cols: int) -> np.ndarray:
    way = source.integer(0, 4)
    if way == 0:
        return np.eye(rows, cols)
    rng = source.generator()
    if way == 1:
        return rng.integers(-2, 3, (rows, cols)).astype(np.float64)
    if way == 2:
        return np.round(instances.low_rank(rows, cols, source.integer(1, min(rows, cols)), rng=rng), 2)
    return np.round(rng.standard_normal((rows, cols)), 2)


def _draw_member(source: Source, name: str, member: Parameter, values: Mapping[str, Any]) -> Any:
    if isinstance(member, Integer):
        return draw_integer(source, name, member, values)
    if isinstance(member, Real):
        return draw_real(source, name, member, values)
    if isinstance(member, Vector):
        return draw_vector(source, name, member, values)
    if isinstance(member, Matrix):
        return _draw_matrix(source, int(bound_value(member.rows, values)), int(bound_value(member.cols, values)))
    if isinstance(member, MatrixChain):
        widths = [int(bound_value(w, values)) for w in member.widths]
        return [_draw_matrix(source, rows, cols) for rows, cols in zip(widths[1:], widths[:-1], strict=True)]
    assert isinstance(member, Object)
    return member.sample(source.generator(), values)


def draw_scalars(domain: Domain, source: Source) -> dict[str, Any]:
    """Values of the scalar parameters alone, for searches that find the vectors by other means.

    Parameters
    ----------
    domain : Domain
        The domain.
    source : Source
        Where choices come from.

    Returns
    -------
    dict
        ``int`` and ``float`` values, in order of declaration.

    Raises
    ------
    EmptyRangeError
        If the bounds leave no value.
    """
    values: dict[str, Any] = {}
    for name, member in domain.scalars().items():
        values[name] = _draw_member(source, name, member, values)
    return values


def draw_instance(
    domain: Domain,
    source: Source,
    extremal: Callable[..., Any] | None = None,
    fixed: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One instance inside all bounds; conditions in ``where`` are left to the caller.

    Parameters
    ----------
    domain : Domain
        The domain.
    source : Source
        Where choices come from.
    extremal : callable, optional
        A theorem's own worst instance, used once in eight draws.
    fixed : mapping, optional
        Values of scalars that are not to be drawn.

    Returns
    -------
    dict
        ``int`` and ``float`` scalars, float64 arrays, objects; in order of declaration.

    Raises
    ------
    EmptyRangeError
        If the bounds leave no value.
    """
    values: dict[str, Any] = {}
    scalars, given = domain.scalars(), fixed or {}
    worst: Mapping[str, Any] = {}
    for name, member in domain.parameters.items():
        if name not in scalars and not worst and extremal is not None and scalars.keys() <= values.keys():
            if source.integer(0, 7) == 7:
                worst = extremal_values(domain, extremal, {n: values[n] for n in scalars})
        known = worst if name in worst else given
        values[name] = known[name] if name in known else _draw_member(source, name, member, values)
    return values


def extremal_values(domain: Domain, extremal: Callable[..., Any], scalars: Mapping[str, Any]) -> dict[str, Any]:
    """What a theorem's ``extremal`` gives at some scalars, as values of the parameters that are no scalars.

    Parameters
    ----------
    domain : Domain
        The domain.
    extremal : callable
        ``extremal(**scalars)``: a mapping, or the value of the only parameter that is no scalar.
    scalars : mapping
        Values of all scalar parameters.

    Returns
    -------
    dict
        Values by name; empty where ``extremal`` is not defined at these scalars.
    """
    others = [name for name in domain.parameters if name not in domain.scalars()]
    try:
        worst = extremal(**scalars)
    except DomainError:
        return {}
    return dict(worst) if isinstance(worst, Mapping) else {others[0]: worst}


@lru_cache(maxsize=1024)
def _compiled(relation: Relation) -> tuple[str, Callable[..., Any], Callable[..., Any]]:
    return relation.operator, compile_expression(relation.lhs, FLOATS), compile_expression(relation.rhs, FLOATS)


def _holds(operator: str, a: Any, b: Any) -> bool:
    """Whether a relation holds between two sides in all components; equations up to twelve digits."""
    if operator == "=":
        return bool(np.all(np.isclose(a, b, rtol=1e-12, atol=0)))
    return bool(np.all(a <= b if operator == "<=" else a < b))


@lru_cache(maxsize=1024)
def _compiled_along(relation: Relation, name: str) -> tuple[str, Callable[[Any], list[Any]]]:
    return relation.operator, compile_together([relation.lhs, relation.rhs], FLOATS, along=name)


def satisfied_along(relations: Sequence[Relation], values: Mapping[str, Any], name: str) -> Callable[[float], bool]:
    """:func:`satisfies` as a function of one parameter; what does not depend on it is evaluated once.

    Parameters
    ----------
    relations : sequence of Relation
        The relations.
    values : mapping
        Values of their symbols.
    name : str
        The parameter that will change.

    Returns
    -------
    callable
        ``holds(value)``: whether all relations hold with that value of the parameter.
    """
    compiled = [_compiled_along(relation, name) for relation in relations]
    env: dict[Any, Any] = dict(values)

    def holds(value: float) -> bool:
        env[name] = value
        with np.errstate(all="ignore"):
            return all(_holds(operator, *sides(env)) for operator, sides in compiled)

    return holds


def satisfies(relations: Sequence[Relation], values: Mapping[str, Any]) -> bool:
    """Whether relations hold in floats at some values (a proposal; balls decide).

    Parameters
    ----------
    relations : sequence of Relation
        The relations.
    values : mapping
        Values of their symbols.

    Returns
    -------
    bool
        Whether all hold; equations up to twelve digits.
    """
    with np.errstate(all="ignore"):
        for relation in relations:
            operator, left, right = _compiled(relation)
            if not _holds(operator, left(values), right(values)):
                return False
    return True


def sample_instance(domain: Domain, rng: np.random.Generator) -> dict[str, Any]:
    """A random instance of a domain: structured vectors, scalars in their typical ranges, ends visited.

    Parameters
    ----------
    domain : Domain
        The domain.
    rng : numpy.random.Generator
        Source of random numbers.

    Returns
    -------
    dict
        ``int`` and ``float`` scalars, float64 arrays, objects; conditions in ``where`` hold in floats.

    Raises
    ------
    EmptyRangeError
        If 200 draws in a row are outside: the domain is empty or its conditions are too rare for rejection.

    Examples
    --------
    >>> D = Domain(n=Integer(1, typical=(1, 5)), x=Vector("n"))
    >>> instance = sample_instance(D, np.random.default_rng(0))
    >>> instance["x"].shape == (instance["n"],)
    True
    """
    source = NumpySource(rng)
    failure: EmptyRangeError | None = None
    for _ in range(REJECTIONS):
        try:
            values = draw_instance(domain, source)
        except EmptyRangeError as error:
            failure = error
            continue
        if satisfies(domain.where, values):
            return values
    reason = f" ({failure})" if failure else ""
    raise EmptyRangeError(f"{REJECTIONS} draws in a row lie outside {domain.describe()}{reason}; widen the domain")
