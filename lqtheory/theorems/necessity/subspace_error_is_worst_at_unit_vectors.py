r"""**A subspace is worst at a unit vector**: dist(x, L) <= max_j dist(e_j, L) ||x||_q for 0 < q <= 1.

The distance is a seminorm, so dist(x, L) <= sum |x_j| dist(e_j, L), and ||x||_1 <= ||x||_q. With
:mod:`no_subspace_beats_kolmogorov_width` the Kolmogorov width does not depend on q. Sharp: multiples of unit vectors.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.domain import Matrix
from lqtheory.quantities.spans import SPAN_DISTANCE, WORST_UNIT_DISTANCE
from lqtheory.symbols import lq_norm

D = Domain(
    n=Integer(2, typical=(2, 5)), k=Integer(1, "n-1"), q=Real(0, 1, closed="right"), x=Vector("n"), L=Matrix("k", "n")
)
n, k, q, x, L = D.symbols


def extremal(n: int, k: int, q: float) -> dict[str, np.ndarray]:
    """A unit vector, and the span of others."""
    return {"x": np.eye(n)[-1], "L": np.eye(n)[:k]}


THEOREM = Theorem(
    name="subspace_error_is_worst_at_unit_vectors",
    title="Worst point of a subspace",
    id="lq.lower.kolmogorov.worst",
    statement="For 0 < q <= 1, x in R^n and every matrix L, the distance of x from the span of the rows of L is at "
    "most the largest one of a unit vector times the l_q norm of x.",
    domain=D,
    claim=AtMost(SPAN_DISTANCE.symbol(x, L), WORST_UNIT_DISTANCE.symbol(L) * lq_norm(x, q)),
    extremal=extremal,
    sharp_at=({"n": 4, "k": 2, "q": 0.5}, {"n": 3, "k": 1, "q": 1}),
    source=Source("pinkus_1985", "chapter VI"),
    provenance="recalled",
)
