r"""**A smaller network score gives the smaller bound at every budget**.

C Q(A) k^{1/2-1/q} <= C Q(B) k^{1/2-1/q}. Q_q(A) = ||g x||_q for the factors g = sqrt(a) and the weights x of network A,
of all its neurons together; the optimally allocated bound at budget k is C_{q,2} Q_q k^{1/2-1/q}
(:mod:`continuous_allocation_minimum`). The networks need not have equally many weights. One half of an equivalence; the
other is :mod:`smaller_bound_means_smaller_score`. Sharp at equal scores.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm

D = Domain(
    n=Integer(1, typical=(1, 12)),
    m=Integer(1, typical=(1, 12)),
    k=Integer(1, typical=(1, 64)),
    q=Real(0, 2, typical=(0.2, 1.9)),
    g=Vector("n", sign="positive"),
    x=Vector("n"),
    h=Vector("m", sign="positive"),
    y=Vector("m"),
)
n, m, k, q, g, x, h, y = D.symbols
constant = ((q / 2) ** (q / 2) * (1 - q / 2) ** (1 - q / 2)) ** (1 / q)
rate = constant * k ** (sp.Rational(1, 2) - 1 / q)
scores = (lq_norm(g * x, q), lq_norm(h * y, q))
bounds = tuple(rate * score for score in scores)


def extremal(n: int, m: int, k: int, q: float) -> dict[str, np.ndarray]:
    """Two networks with one weight that counts, the same in both."""
    return {"g": np.ones(n), "x": 2.0 * np.eye(n)[0], "h": np.full(m, 2.0), "y": np.eye(m)[-1]}


THEOREM = Theorem(
    name="smaller_score_gives_smaller_bounds",
    title="Score order gives bound order",
    id="lq.dom.bound.forward",
    statement="For 0 < q < 2, factors g > 0, h > 0 and weights x in R^n, y in R^m, if the l_q norm of g x is at most "
    "that of h y then C_{q,2} k^(1/2-1/q) times the first is at most C_{q,2} k^(1/2-1/q) times the second, at every "
    "k >= 1.",
    domain=D,
    claim=Claim(given=[Relation(scores[0], "<=", scores[1])], then=[Relation(bounds[0], "<=", bounds[1])]),
    extremal=extremal,
    sharp_at=({"n": 3, "m": 2, "k": 4, "q": 1}, {"n": 1, "m": 5, "k": 9, "q": 0.5}),
    source=Source("lqtheory_dossier", "lq.dom.bound"),
)
