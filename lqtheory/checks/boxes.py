"""Boxes of scalars with exact ends: which region a certificate speaks of, and how it is cut up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp

from lqtheory.balls import ball, hull
from lqtheory.balls.expressions import BALLS
from lqtheory.bounds import parse_bound
from lqtheory.checks.sources import scalar_range
from lqtheory.domain import Domain, Integer, Real
from lqtheory.errors import DomainError
from lqtheory.expressions import compile_expression
from lqtheory.relations import Relation

__all__ = ["Box", "Region", "ball_environment", "exact_end", "halves", "middle", "resolve_region", "width"]

#: One piece: closed intervals with exact ends; an integer has equal ends.
Box = dict[str, tuple[Fraction, Fraction]]

#: How far a default box stays away from an end that the domain excludes, as a share of its width.
MARGIN = Fraction(1, 64)


@dataclass(frozen=True)
class Region:
    """The region of a certificate.

    Parameters
    ----------
    domain : Domain
        The domain.
    names : tuple of str
        Scalars that matter, in order.
    hulls : dict
        Numbers ``(low, high)`` around each of them.
    conditions : tuple of Relation
        What cuts the region out of the hulls: ends that are formulas.
    stated : dict
        The ends as a record states them: exact numbers, or formulas as text.
    """

    domain: Domain
    names: tuple[str, ...]
    hulls: Box
    conditions: tuple[Relation, ...]
    stated: dict[str, tuple[Any, Any]]

    def starts(self) -> Iterator[Box]:
        """One box for every admissible combination of the integers."""
        integers = [name for name in self.names if isinstance(self.domain.parameters[name], Integer)]
        for point in self._points(integers, {}):
            yield {name: point[name] if name in point else self.hulls[name] for name in self.names}

    def _points(self, integers: Sequence[str], chosen: Box) -> Iterator[Box]:
        if not integers:
            yield chosen
            return
        name, rest = integers[0], integers[1:]
        low, high = self.hulls[name]
        known = {n: int(ends[0]) for n, ends in chosen.items()}
        for which in ("low", "high"):
            bound = self.domain.bound(name, which)
            if bound.is_finite is not False and {str(s) for s in bound.free_symbols} <= known.keys():
                end = bound.xreplace({s: sp.Integer(known[str(s)]) for s in bound.free_symbols})
                # Exactly, not in floats: 29*100/100 is 28.999999999999996 there.
                low, high = (
                    (max(low, _rounded(end, 1)), high) if which == "low" else (low, min(high, _rounded(end, -1)))
                )
        for value in range(math.ceil(low), math.floor(high) + 1):
            yield from self._points(rest, {**chosen, name: (Fraction(value), Fraction(value))})

    @staticmethod
    def typical_value(domain: Domain, name: str, values: Mapping[str, Any]) -> Any:
        """Some allowed value of a scalar that does not matter."""
        member = domain.scalars()[name]
        low, high = scalar_range(name, member, values)
        return math.ceil(low) if isinstance(member, Integer) else (low + high) / 2


def resolve_region(domain: Domain, names: Sequence[str], box: Mapping[str, tuple[Any, Any]] | None) -> Region:
    """The region of a certificate, with exact ends.

    Parameters
    ----------
    domain : Domain
        The domain.
    names : sequence of str
        Scalars that matter.
    box : mapping of str to pairs, optional
        Wanted ends; typical ranges, away from excluded ends, where it says nothing.

    Returns
    -------
    Region
        The region.

    Raises
    ------
    DomainError
        If the box mentions names that are no scalars of the domain, or a range is empty or unbounded.
    """
    unknown = sorted(set(box or {}) - set(domain.scalars()))
    if unknown:
        raise DomainError(
            f"the box mentions {', '.join(unknown)}; the scalars of the domain are {', '.join(domain.scalars())}"
        )
    hulls: Box = {}
    stated: dict[str, tuple[Any, Any]] = {}
    conditions: list[Relation] = []
    known = {name: domain.symbol(name) for name in domain.scalars()}
    for name in names:
        pair = (box or {}).get(name) or _default_ends(domain, name)
        ends = [parse_bound(_decimal(end), known, f"{name} (box)") for end in pair]
        hulls[name] = _hull_of(name, ends, hulls)
        stated[name] = (_stated(ends[0], hulls[name][0]), _stated(ends[1], hulls[name][1]))
        if ends[0].free_symbols:
            conditions.append(Relation(ends[0], "<=", domain.symbol(name)))
        if ends[1].free_symbols:
            conditions.append(Relation(domain.symbol(name), "<=", ends[1]))
    return Region(domain, tuple(names), hulls, tuple(conditions), stated)


def _rounded(end: Any, direction: int) -> Fraction:
    """The integer next to an exact number, upwards or downwards."""
    return Fraction(int(sp.ceiling(end) if direction > 0 else sp.floor(end)))


def exact_end(end: Any) -> sp.Expr:
    """The end of a box as an exact number: a float means the decimal number it prints as."""
    return sp.sympify(_decimal(end), rational=True)


def _decimal(end: Any) -> Any:
    """A float means the decimal number it prints as: a box from 0.2 starts at 1/5."""
    if isinstance(end, float):
        return str(Fraction(repr(end))) if math.isfinite(end) else end
    return str(end) if isinstance(end, Fraction) else end


def _stated(end: Any, number: Fraction) -> Any:
    return str(end) if end.free_symbols else int(number) if number.denominator == 1 and end.is_Integer else number


def _default_ends(domain: Domain, name: str) -> tuple[Any, Any]:
    """Typical range within the bounds, moved inwards from an end that the domain excludes."""
    member = domain.scalars()[name]
    known = {n: domain.symbol(n) for n in domain.scalars()}
    low, high = (parse_bound(_decimal(end), known, name) for end in member.typical_range())
    low, high = _inside_its_bounds(domain, name, low, high)
    if isinstance(member, Integer):
        return low, high
    step = (high - low) * MARGIN.numerator / MARGIN.denominator
    excluded = [_is_excluded(domain, name, member, which, end) for which, end in (("low", low), ("high", high))]
    return (low + step if excluded[0] else low), (high - step if excluded[1] else high)


def _inside_its_bounds(domain: Domain, name: str, low: Any, high: Any) -> tuple[Any, Any]:
    """A typical range cut to bounds that are numbers; where it lies beside them, the values next to the lower one.

    Searches look in the same place, see :func:`lqtheory.checks.sources.scalar_range`.
    """
    least, most = (domain.bound(name, which) for which in ("low", "high"))
    if not all(end.is_number for end in (low, high, least, most)) or (least <= low and high <= most):
        return low, high
    least, most = (sp.nsimplify(end, rational=True) if end.is_finite else end for end in (least, most))
    if sp.Max(low, least) < sp.Min(high, most):
        return sp.Max(low, least), sp.Min(high, most)
    return (least, sp.Min(most, least + 8)) if least.is_finite else (most - 8, most)


def _is_excluded(domain: Domain, name: str, member: Real, which: str, end: Any) -> bool:
    open_end = not (member.includes_low if which == "low" else member.includes_high)
    return open_end and bool((domain.bound(name, which) - end).is_zero)


def _hull_of(name: str, ends: Sequence[Any], earlier: Box) -> tuple[Fraction, Fraction]:
    """Numbers around a range whose ends may be formulas in the earlier names."""
    numbers = []
    for end, outward in zip(ends, ("lower", "upper"), strict=True):
        if end.is_Rational:
            numbers.append(Fraction(int(end.p), int(end.q)))
            continue
        value = ball(compile_expression(end, BALLS)(ball_environment(earlier)))
        if not value.is_finite():
            raise DomainError(f"{name} is unbounded on the box (its end is {end}); give a finite box")
        numbers.append(_fraction(getattr(value, outward)()))
    if numbers[0] > numbers[1]:
        raise DomainError(
            f"the box is empty: {name} would run from {numbers[0]} to {numbers[1]}; swap or widen the ends"
        )
    return numbers[0], numbers[1]


def _fraction(value: Any) -> Fraction:
    """An exact ball as a fraction."""
    mantissa, exponent = (int(v) for v in value.man_exp())
    return Fraction(mantissa) * Fraction(2) ** exponent


def ball_environment(box: Mapping[str, tuple[Fraction, Fraction]]) -> dict[str, Any]:
    """Ball values for a piece: integers stay ``int``, intervals become balls around them."""
    env: dict[str, Any] = {}
    for name, (low, high) in box.items():
        if low == high:
            env[name] = int(low) if low.denominator == 1 else ball(low)
        else:
            env[name] = hull(low, high)
    return env


def middle(box: Box) -> Box:
    """The midpoint of a piece, as a piece."""
    return {name: ((low + high) / 2, (low + high) / 2) for name, (low, high) in box.items()}


def width(box: Box) -> tuple[Fraction, str]:
    """Largest relative width of a piece, and the name of its side; 0 for a point."""
    best, side = Fraction(0), ""
    for name, (low, high) in box.items():
        size = max(abs(low), abs(high), Fraction(1) if low <= 0 <= high else Fraction(0))
        relative = (high - low) / size
        if relative > best:
            best, side = relative, name
    return best, side


def halves(box: Box, side: str) -> tuple[Box, Box]:
    """A piece cut in two across one side.

    Parameters
    ----------
    box : dict
        The piece.
    side : str
        The scalar whose interval is cut.

    Returns
    -------
    tuple of dict
        Lower and upper half.
    """
    low, high = box[side]
    centre = (low + high) / 2
    return {**box, side: (low, centre)}, {**box, side: (centre, high)}
