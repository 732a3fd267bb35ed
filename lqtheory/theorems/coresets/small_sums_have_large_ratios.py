r"""**Cancellation has a tail of order 1/t**: P(Δ > t) >= 2 c f/t for t >= c/h, if z has a density of at least f near 0.

f is a lower bound of the density of the sum z on (-h, h), c one of its parts z~ >= |z| there, Δ = z~/|z|: the event
{|z| < c/t} lies in {Δ > t}. Attained by a flat density and constant parts. Here t = x c/h with x >= 1, so that the
bound is 2 h f/x; the density is constant on finitely many cells and the parts as well, which is as close as one likes
to any law with a density.
"""

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from lqtheory import Domain, Object, Probability, Real, Source, Theorem
from lqtheory.quantities.coreset_networks import as_it_is


class Sums(NamedTuple):
    """A law of a sum and its parts: ends of cells of the sum, their whole weights, and the parts on each."""

    ends: tuple[int, ...]
    weights: tuple[int, ...]
    parts: tuple[int, ...]


def sums(rng: np.random.Generator) -> Sums:
    """Up to twelve cells around 0; often flat, with the same parts."""
    below, above = (np.cumsum(rng.integers(1, 4, int(rng.integers(1, 7)))) for _ in range(2))
    ends = np.concatenate([-below[::-1], above])
    size = np.abs(np.stack([ends[:-1], ends[1:]])).max(axis=0)
    flat = rng.random() < 0.4
    weights = np.diff(ends) if flat else rng.integers(1, 20, len(size))
    parts = np.full(len(size), size.max()) if flat else size + rng.integers(0, 9, len(size))
    return Sums(tuple(map(int, ends)), tuple(map(int, weights)), tuple(map(int, parts)))


def are_sums(law: Any) -> bool:
    """Whether an object is such a law: ends that rise, positive weights, parts that are at least the sum."""
    return (
        isinstance(law, Sums)
        and len(law.weights) == len(law.parts) == len(law.ends) - 1 > 0
        and all(a < b for a, b in zip(law.ends, law.ends[1:], strict=False))
        and min(law.weights) > 0
        and all(v >= max(abs(a), abs(b), 1) for v, a, b in zip(law.parts, law.ends, law.ends[1:], strict=False))
    )


D = Domain(
    h=Real(0, typical=(0.2, 6)),
    x=Real(1, closed="left", typical=(1, 30)),
    law=Object(
        sums,
        ball=as_it_is,
        description="a law of a sum, with a density that is constant on finitely many cells, and of its parts",
        of=(),
        fits=are_sums,
    ),
)


def _least(h: float, law: Sums) -> tuple[Fraction, int]:
    """Least density and least parts on (-h, h)."""
    inside = [i for i, (a, b) in enumerate(zip(law.ends, law.ends[1:], strict=False)) if a < h and b > -h]
    lengths = np.diff(law.ends).tolist()
    covered = law.ends[0] <= -h and law.ends[-1] >= h
    densities = [Fraction(law.weights[i], sum(law.weights) * lengths[i]) for i in inside]
    return min(densities) if covered else Fraction(0), min((law.parts[i] for i in inside), default=1)


def is_large(rng: np.random.Generator, size: int, h: float, x: float, law: Sums) -> np.ndarray:
    """Draws of the sum."""
    weights = np.array(law.weights, dtype=np.float64)
    cells = rng.choice(len(weights), size=size, p=weights / weights.sum())
    z = np.array(law.ends)[cells] + rng.random(size) * np.diff(law.ends)[cells]
    return np.array(law.parts)[cells] * h > x * _least(h, law)[1] * np.abs(z)


def exact_probability(h: float, x: float, law: Sums) -> Fraction:
    """Cell by cell the share of the sums that are smaller than parts over t."""
    t, total = Fraction(x) * _least(h, law)[1] / Fraction(h), Fraction(0)
    for weight, v, a, b in zip(law.weights, law.parts, law.ends, law.ends[1:], strict=False):
        length = min(Fraction(b), v / t) - max(Fraction(a), -v / t)
        total += Fraction(weight, sum(law.weights)) * max(length, Fraction(0)) / (b - a)
    return total


class Bound:
    """2 h f/x, f the least density on (-h, h)."""

    def __call__(self, h: float, x: float, law: Sums) -> Fraction:
        """Its value."""
        return 2 * Fraction(h) * _least(h, law)[0] / Fraction(x)

    def __repr__(self) -> str:
        return "Bound()"


THEOREM = Theorem(
    name="small_sums_have_large_ratios",
    title="Tail of cancellation",
    id="coreset.delta_heavy_tail",
    statement="For h > 0, x >= 1 and a sum z of a law with density at least f and parts at least c where |z| < h, the "
    "ratio of the parts to |z| exceeds t = x c/h with probability at least 2 c f/t.",
    domain=D,
    claim=Probability(is_large, ">=", Bound(), exact_probability, text="P(Δ > t) >= 2 c f/t"),
    source=Source("lqtheory_dossier", "coreset.delta_heavy_tail"),
    notes="Hence liminf t P(Δ > t) >= 2 c f(0) for a continuous density (cancellation_tail_at_infinity), and Δ has no "
    "mean (capped_ratio_has_large_mean).",
)
