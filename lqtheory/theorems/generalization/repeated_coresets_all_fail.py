r"""**The best of repeated coresets**: all k of them fail more than c times as often as the average rarely.

p_t is how often the t-th coreset fails on an unseen input; P(min_t p_t > c E p_t) <= c^{-k} by Markov's inequality for
each. Here p_t is h/8 with probability i/8 and 0 otherwise, and c = 1 + e/4: enumerated exactly. With c slightly below
8/i the bound is nearly attained.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(
    k=Integer(1, typical=(1, 8)), e=Integer(1, typical=(1, 12)), h=Integer(1, 8, typical=(1, 8)), i=Integer(1, 8)
)


def _is_high(e: int, i: int) -> bool:
    """Whether h/8 > (1 + e/4) (i/8) (h/8)."""
    return 32 > (4 + e) * i


def all_fail_often(rng: np.random.Generator, size: int, k: int, e: int, h: int, i: int) -> np.ndarray:
    """Draws of how often each coreset fails."""
    rates = np.where(rng.integers(8, size=(size, k)) < i, h / 8, 0.0)
    return np.logical_and((rates > 0).all(axis=1), _is_high(e, i))


def exact_probability(k: int, e: int, h: int, i: int) -> Fraction:
    """All are high."""
    return Fraction(i, 8) ** k if _is_high(e, i) else Fraction(0)


@dataclass(frozen=True)
class Power:
    """c^{-k}."""

    def __call__(self, k: int, e: int, **_: Any) -> Fraction:
        """Its value."""
        return Fraction(4, 4 + e) ** k


THEOREM = Theorem(
    name="repeated_coresets_all_fail",
    title="Best of repeated coresets",
    id="coreset.amplify",
    statement="For k independent coresets that fail with share h/8, each with probability i/8, and c = 1+e/4, all of "
    "them fail more often than c times the average with probability at most c^(-k).",
    domain=D,
    claim=Probability(all_fail_often, "<=", Power(), exact_probability, text="min p_t > c E p_t"),
    box={"k": (1, 6), "e": (1, 12), "h": (1, 8), "i": (1, 8)},
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
    notes="The idea, with c = 10/9, is recalled from the paper's CoreNet++; the theorem is the dossier's.",
)
