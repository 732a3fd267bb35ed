r"""**The Dvoretzky-Kiefer-Wolfowitz margin**: an empirical distribution function rarely exceeds the true one by more.

n independent scores of a continuous law: P(sup_t F_n(t) - F(t) > sqrt(ln d/(2n))) <= 1/d for d >= 2, with Massart's
constant 1. Enumerated by the formula of Birnbaum and Tingey, in balls.
"""

import math
from typing import Any

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem, balls
from lqtheory.errors import UnsupportedError
from lqtheory.quantities.exact_binomials import Reciprocal
from lqtheory.quantities.reference.unseen_limits import ball_dkw_margin

D = Domain(n=Integer(1, typical=(1, 80)), d=Integer(2, typical=(2, 40)))


def margin_is_exceeded(rng: np.random.Generator, size: int, n: int, d: int) -> np.ndarray:
    """Uniform scores: the supremum is max_i i/n - U_(i)."""
    scores = np.sort(rng.random((size, n)), axis=1)
    return (np.arange(1, n + 1) / n - scores).max(axis=1) > math.sqrt(math.log(d) / (2 * n))


def exact_probability(n: int, d: int) -> Any:
    """Birnbaum and Tingey: a (1-a)^n/a summand by summand over the places where the margin can be crossed."""
    a = ball_dkw_margin(n, balls.ball(1) / d)
    if a >= 1:
        return balls.ball(0)
    last = (n * (1 - a)).floor().unique_fmpz()
    if last is None:
        raise UnsupportedError(f"the number of terms at n={n}, d={d} is not decided")
    steps = ((balls.ball(j) / n, j) for j in range(int(last) + 1))
    return a * balls.total(math.comb(n, j) * (1 - a - s) ** (n - j) * balls.power(a + s, j - 1) for s, j in steps)


THEOREM = Theorem(
    name="empirical_distribution_exceeds_margin",
    title="Dvoretzky-Kiefer-Wolfowitz margin",
    id="cert.dkw",
    statement="For n independent scores of a continuous law and d >= 2 the empirical distribution function exceeds the "
    "true one somewhere by more than sqrt(ln d/(2n)) with probability at most 1/d.",
    domain=D,
    claim=Probability(margin_is_exceeded, "<=", Reciprocal("d"), exact_probability, text="sup F_n - F > margin"),
    box={"n": (1, 60), "d": (2, 20)},
    source=Source("massart_1990", "Corollary 1"),
    provenance="recalled",
)
