r"""**The l_q score bounds the optimally allocated error**: k weights kept leave at most C_{q,2} Q_q k^{1/2-1/q}.

Q_q = (sum_i a_i^{q/2} ||w_i||_q^q)^{1/q} is the l_q norm of all weights sqrt(a_i) w_ij taken as one vector, and the
best allocation keeps its k largest entries. Here a repeats the factor of a row for each of its weights. So for fixed q
the order of the scores is that of the bounds at every k. Sharp on flat vectors.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.quantities.worst_case import worst_case_argmax
from lqtheory.symbols import best_k_term_error, lq_norm

D = Domain(
    n=Integer(2, typical=(2, 24)),
    k=Integer(1, "n-1"),
    q=Real(0, 2, typical=(0.2, 2)),
    g=Vector("n", sign="positive"),
    x=Vector("n"),
)
n, k, q, g, x = D.symbols
scaled = g * x
constant = ((q / 2) ** (q / 2) * (1 - q / 2) ** (1 - q / 2)) ** (1 / q)


def extremal(n: int, k: int, q: float) -> dict[str, np.ndarray]:
    """Equal factors and the flat vector on the worst number of entries."""
    return {"g": np.ones(n), "x": (np.arange(n) < worst_case_argmax(k, n, q, 2.0)).astype(float)}


THEOREM = Theorem(
    name="network_score_bounds_error",
    title="Error from the network score",
    id="lq.dom.bound",
    statement="For 0 < q < 2, factors g > 0 and weights x in R^n, keeping the k largest g_j x_j leaves an l_2 error "
    "of at most C_{q,2} k^(1/2-1/q) times the l_q norm of g x.",
    domain=D,
    claim=AtMost(best_k_term_error(scaled, k, 2), constant * k ** (sp.Rational(1, 2) - 1 / q) * lq_norm(scaled, q)),
    extremal=extremal,
    sharp_at=({"n": 10, "k": 5, "q": 1}, {"n": 8, "k": 3, "q": 0.5}),
    source=Source("lqtheory_dossier", "lq.dom.bound"),
)
