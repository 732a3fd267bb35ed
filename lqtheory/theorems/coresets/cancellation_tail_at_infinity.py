r"""**liminf t P(Δ > t) >= 2 c f(0)**: from an explicit t on, t P(Δ > t) >= (1-e) 2 c f(0), for every e > 0.

f is the density of the sum z, continuous and positive at 0; c one of its parts z~ >= |z| near 0, Δ = z~/|z|. Continuity
is used in the form f(z) >= (1-e) f(0) for |z| < h, h = h(e) > 0; then t >= c/h is enough. Here f is a polygon, which is
as close as one likes to any continuous density, and h is read off its sides. t = x c/h with x >= 1.
"""

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from lqtheory import Domain, Object, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_networks import as_it_is


class Polygon(NamedTuple):
    """A sum whose density has the given heights (up to a factor) at -a, ..., -1, 0, 1, ..., a and is linear between.

    ``parts[i]`` are the parts of the sum, at least its magnitude, on the i-th unit of its range.
    """

    heights: tuple[int, ...]
    parts: tuple[int, ...]


def polygons(rng: np.random.Generator) -> Polygon:
    """Up to five units on each side; often flat near 0 or with the same parts."""
    a = int(rng.integers(1, 6))
    heights = rng.integers(0, 20, 2 * a + 1)
    heights[a] = rng.integers(1, 20)
    if rng.random() < 0.3:
        heights[a - 1 : a + 2] = heights[a]
    size = np.maximum(np.abs(np.arange(-a, a)), np.abs(np.arange(1 - a, a + 1)))
    parts = np.full(2 * a, a) if rng.random() < 0.4 else size + rng.integers(0, 9, 2 * a)
    return Polygon(tuple(map(int, heights)), tuple(map(int, parts)))


def is_polygon(law: Any) -> bool:
    """Whether an object is such a law: an odd number of heights >= 0, that at 0 above 0, parts at least the sum."""
    if not (isinstance(law, Polygon) and len(law.heights) % 2 and len(law.parts) == len(law.heights) - 1 >= 2):
        return False
    a = len(law.parts) // 2
    return min(law.heights) >= 0 < law.heights[a] and all(
        v >= max(abs(i), abs(i + 1)) for i, v in enumerate(law.parts, -a)
    )


D = Domain(
    e=Real(0, 1, typical=(0.01, 0.5)),
    x=Real(1, closed="left", typical=(1, 30)),
    law=Object(
        polygons,
        ball=as_it_is,
        description="a law of a sum, whose density is a polygon with integer corners, and of its parts",
        of=(),
        fits=is_polygon,
    ),
)


def _total(law: Polygon) -> Fraction:
    """Area under the heights."""
    return Fraction(sum(law.heights[:-1]) + sum(law.heights[1:]), 2)


def _start(e: float, law: Polygon) -> tuple[Fraction, int]:
    """h, at most 1, within which the density is at least (1-e) f(0); and the least parts there."""
    a = len(law.parts) // 2
    top, sides, h = law.heights[a], (law.heights[a - 1], law.heights[a + 1]), Fraction(1)
    for side in sides:
        if side < top:
            h = min(h, Fraction(e) * top / (top - side))
    return h, min(law.parts[a - 1], law.parts[a])


def is_large(rng: np.random.Generator, size: int, e: float, x: float, law: Polygon) -> np.ndarray:
    """Draws of the sum: a unit by its area, then the place in it by the inverse of its trapezium."""
    a = len(law.parts) // 2
    left, right = np.array(law.heights[:-1], dtype=np.float64), np.array(law.heights[1:], dtype=np.float64)
    units = rng.choice(len(left), size=size, p=(left + right) / (left + right).sum())
    # The larger of two uniform numbers has a rising density, the smaller a falling one: a mixture of both.
    draws, rising = rng.random((2, size)), rng.random(size) * (left + right)[units] < right[units]
    place = np.where(rising, draws.max(axis=0), draws.min(axis=0))
    z, parts = units - a + place, np.array(law.parts)[units]
    h, c = _start(e, law)
    return parts * float(h) > x * c * np.abs(z)


def _mass(law: Polygon, low: Fraction, high: Fraction, unit: int) -> Fraction:
    """Area under the density between two places of a unit, which runs from 0 to 1."""
    start, slope = law.heights[unit], law.heights[unit + 1] - law.heights[unit]
    return ((high - low) * start + slope * (high * high - low * low) / 2) / _total(law)


def exact_probability(e: float, x: float, law: Polygon) -> Fraction:
    """Unit by unit the area where the sum is below its parts over t."""
    (h, c), a, found = _start(e, law), len(law.parts) // 2, Fraction(0)
    t = Fraction(x) * c / h
    for unit, v in enumerate(law.parts):
        ends = (max(Fraction(unit - a), -v / t), min(Fraction(unit - a + 1), v / t))
        if ends[0] < ends[1]:
            found += _mass(law, ends[0] - (unit - a), ends[1] - (unit - a), unit)
    return found


class Bound:
    """2 c f(0) (1-e)/t."""

    def __call__(self, e: float, x: float, law: Polygon) -> Fraction:
        """Its value."""
        (h, _), top = _start(e, law), law.heights[len(law.parts) // 2]
        return 2 * h * (1 - Fraction(e)) * top / _total(law) / Fraction(x)

    def __repr__(self) -> str:
        return "Bound()"


THEOREM = Theorem(
    name="cancellation_tail_at_infinity",
    title="Tail of cancellation in the limit",
    id="coreset.delta_heavy_tail.liminf",
    statement="For 0 < e < 1 and a sum z of a law with a density f that is continuous and positive at 0, at least "
    "(1-e) f(0) where |z| < h, and with parts of at least c there, the ratio of the parts to |z| exceeds t = x c/h, "
    "x >= 1, with probability at least 2 c f(0) (1-e)/t: liminf t P(ratio > t) >= 2 c f(0).",
    domain=D,
    claim=Probability(is_large, ">=", Bound(), exact_probability, text="t P(Δ > t) >= 2 c f(0) (1-e)"),
    source=Source("lqtheory_dossier", "coreset.delta_heavy_tail"),
)
