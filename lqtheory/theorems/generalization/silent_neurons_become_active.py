"""**Silent neurons**: neurons without an activation on n inputs are rarely active more often than 1-(delta/k)^{1/n}.

k neurons are active together in any way: a law says with which probability an input makes which of them active. P(some
neuron is silent on n independent inputs and active with probability above 1-(delta/k)^{1/n}) <= delta (Bonferroni).
Enumerated exactly by inclusion and exclusion at the laws that are drawn: the condition says P(silent)^n < delta/k.
"""

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Object, Probability, Real, Source, Theorem

CHUNK = 1_000


@dataclass(frozen=True)
class ActivityLaw:
    """Which neurons an input makes active: patterns, and how many of all equally likely inputs have each."""

    patterns: tuple[tuple[bool, ...], ...]
    counts: tuple[int, ...]

    def silence(self, neurons: tuple[int, ...]) -> Fraction:
        """Probability that an input makes none of the neurons active."""
        pairs = zip(self.patterns, self.counts, strict=True)
        return Fraction(sum(c for p, c in pairs if not any(p[j] for j in neurons)), sum(self.counts))


def activity_law(rng: np.random.Generator, k: int, **_: Any) -> ActivityLaw:
    """A law of k neurons that are often silent together."""
    size, share = int(rng.integers(1, 7)), rng.choice([0.1, 0.5, 0.9])
    patterns = tuple(tuple(bool(active) for active in row) for row in rng.random((size, k)) < share)
    return ActivityLaw(((False,) * k, *patterns), tuple(int(c) for c in rng.integers(1, 40, size + 1)))


def unchanged(value: ActivityLaw) -> ActivityLaw:
    """The same law: its numbers are exact as they are."""
    return value


def _fits(value: ActivityLaw, k: int) -> bool:
    return all(len(pattern) == k for pattern in value.patterns)


D = Domain(
    k=Integer(1, typical=(1, 6)),
    n=Integer(1, typical=(1, 10)),
    delta=Real(0, 1, typical=(0.1, 0.9)),
    A=Object(activity_law, ball=unchanged, description="a joint law of k activities", of=("k",), fits=_fits),
)


def misleading(k: int, n: int, delta: float, A: ActivityLaw) -> list[int]:
    """The neurons that are active more often than the bound says of silent ones."""
    return [j for j in range(k) if k * A.silence((j,)) ** n < Fraction(delta)]


def some_neuron_misleads(
    rng: np.random.Generator, size: int, k: int, n: int, delta: float, A: ActivityLaw
) -> np.ndarray:
    """Draws of n inputs: whether a neuron is silent on all of them and active too often."""
    wrong, patterns = misleading(k, n, delta, A), np.array(A.patterns)
    found, shares = np.zeros(size, dtype=bool), np.array(A.counts) / sum(A.counts)
    for start in range(0, size if wrong else 0, CHUNK):
        inputs = rng.choice(len(patterns), (min(CHUNK, size - start), n), p=shares)
        active = np.any(patterns[inputs][:, :, wrong], axis=1)
        found[start : start + CHUNK] = np.logical_not(np.all(active, axis=1))
    return found


def exact_probability(k: int, n: int, delta: float, A: ActivityLaw) -> Fraction:
    """Inclusion and exclusion over the neurons that are active too often."""
    wrong = misleading(k, n, delta, A)
    subsets = (s for r in range(1, len(wrong) + 1) for s in itertools.combinations(wrong, r))
    return sum(((-1) ** (len(s) + 1) * A.silence(s) ** n for s in subsets), Fraction(0))


@dataclass(frozen=True)
class Level:
    """delta; an object, whose text is the same in every process."""

    def __call__(self, delta: float, **_: Any) -> Fraction:
        """Its value."""
        return Fraction(delta)


THEOREM = Theorem(
    name="silent_neurons_become_active",
    title="Silent neurons and unseen inputs",
    id="coreset.dead_neuron",
    statement="For k neurons with any joint law A of their activities, n independent inputs and 0 < delta < 1, the "
    "probability that some neuron is silent on all inputs and active with probability above 1-(delta/k)^(1/n) is at "
    "most delta.",
    domain=D,
    claim=Probability(
        some_neuron_misleads, "<=", Level(), exact_probability, text="some silent neuron is active more often"
    ),
    source=Source("lqtheory_dossier", "coreset.dead_neuron"),
    provenance="derived",
    notes="k neurons have finitely many patterns of activity, so that every joint law is one of these, up to "
    "irrational probabilities.",
)
