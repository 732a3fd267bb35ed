r"""**The sharp instance**: for r points with disjoint active edges z^/z is (r/m) Bin(m, 1/r), exactly.

The total sensitivity is r, so that no bound by the total sensitivity alone can be below this probability; the exponent
of :mod:`estimate_rarely_above` is that of its upper tail. Both sides are rational, for relative errors k/4.
"""

import itertools
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, comb, factorial, floor, prod
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(r=Integer(2, typical=(2, 5)), m=Integer(1, typical=(1, 12)), k=Integer(1, 8))


def is_off(rng: np.random.Generator, size: int, r: int, m: int, k: int) -> np.ndarray:
    """Draws edges by their sensitivities and compares the estimate at the first point."""
    counts = rng.multinomial(m, np.full(r, 1 / r), size=size)
    return 4 * np.abs(r * counts[:, 0] - m) >= k * m


@dataclass(frozen=True)
class BinomialTails:
    """P(Bin(m, 1/r) >= m(1+k/4)/r) + P(Bin(m, 1/r) <= m(1-k/4)/r); an object, whose text is the same everywhere."""

    def __call__(self, r: int, m: int, k: int) -> Any:
        """The sum, rational."""
        up, down = ceil(Fraction(m * (4 + k), 4 * r)), floor(Fraction(m * (4 - k), 4 * r))
        counts = [c for c in range(m + 1) if c >= up or c <= down]
        return Fraction(sum(comb(m, c) * (r - 1) ** (m - c) for c in counts), r**m)


def exact_probability(r: int, m: int, k: int) -> Fraction:
    """Over all counts of the edges."""
    total = 0
    for cuts in itertools.combinations(range(m + r - 1), r - 1):
        counts = [b - a - 1 for a, b in itertools.pairwise((-1, *cuts, m + r - 1))]
        if 4 * abs(r * counts[0] - m) >= k * m:
            total += factorial(m) // prod(factorial(c) for c in counts)
    return Fraction(total, r**m)


THEOREM = Theorem(
    name="two_point_instance",
    title="Instance on which the tails are largest",
    id="coreset.sharp.two_point",
    statement="For r >= 2 points with disjoint active edges, m >= 1 draws by sensitivities and the relative error k/4, "
    "the estimate at one of the points is off by that much with the probability that Bin(m, 1/r) is at least "
    "m(1+k/4)/r or at most m(1-k/4)/r.",
    domain=D,
    claim=Probability(is_off, "=", BinomialTails(), exact=exact_probability, text="P(|z^/z - 1| >= k/4)"),
    box={"r": (2, 4), "m": (1, 8), "k": (1, 8)},
    source=Source("lqtheory_dossier", "coreset.sharp.two_point"),
)
