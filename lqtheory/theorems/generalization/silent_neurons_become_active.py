r"""**Silent neurons**: neurons without an activation on n inputs are rarely active more often than 1-(delta/k)^{1/n}.

One of k neurons is active on an input with probability r/20 each, independently here; the statement needs no
independence of the neurons. P(some is silent on all inputs and r/20 > 1-(1/(dk))^{1/n}) <= 1/d (Bonferroni).
Enumerated exactly: the condition says (1-r/20)^n < 1/(dk).
"""

from fractions import Fraction

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem
from lqtheory.quantities.exact_binomials import Reciprocal

D = Domain(
    k=Integer(1, typical=(1, 30)), n=Integer(1, typical=(1, 40)), d=Integer(2, typical=(2, 20)), r=Integer(1, 20)
)


def _is_active_too_often(k: int, n: int, d: int, r: int) -> bool:
    return (20 - r) ** n * d * k < 20**n


def some_neuron_misleads(rng: np.random.Generator, size: int, k: int, n: int, d: int, r: int) -> np.ndarray:
    """Draws of the number of inputs on which each neuron is active."""
    silent = (rng.binomial(n, r / 20, (size, k)) == 0).any(axis=1)
    return silent & _is_active_too_often(k, n, d, r)


def exact_probability(k: int, n: int, d: int, r: int) -> Fraction:
    """One minus the probability that every neuron is active at least once."""
    if not _is_active_too_often(k, n, d, r):
        return Fraction(0)
    return 1 - (1 - Fraction(20 - r, 20) ** n) ** k


THEOREM = Theorem(
    name="silent_neurons_become_active",
    title="Silent neurons and unseen inputs",
    id="coreset.dead_neuron",
    statement="For k neurons that are each active with probability r/20, n independent inputs and d >= 2, some neuron "
    "is silent on all inputs and active with probability above 1-(1/(dk))^(1/n) with probability at most 1/d.",
    domain=D,
    claim=Probability(
        some_neuron_misleads, "<=", Reciprocal("d"), exact_probability, text="some silent neuron is active more often"
    ),
    box={"k": (1, 6), "n": (1, 12), "d": (2, 6)},
    source=Source("lqtheory_dossier", "coreset.dead_neuron"),
    provenance="derived",
)
