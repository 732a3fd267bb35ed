r"""**No k-sparse vector comes nearer than the worst case** to the flat vector on the worst number of entries.

x = m^{-1/q} on m entries, m the maximiser of (m-k)^{1/p} m^{-1/q}: a vector with k nonzero entries misses m - k of
them. So W(k,n,q,p) is exact for coordinate sparsity. Sharp: keep k of the m entries.
"""

from typing import Any

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector, balls
from lqtheory.quantities.arrays import as_vector, namespace
from lqtheory.quantities.norms import lq_norm
from lqtheory.quantities.quantity import Quantity
from lqtheory.quantities.reference.norms import ball_lq_norm
from lqtheory.quantities.worst_case import worst_case_argmax
from lqtheory.symbols import worst_case


def worst_flat_distance(z: Any, k: int, q: float, p: float) -> Any:
    """Distance in l_p of z from the unit vector of l_q that is flat on its first m entries, m the worst number."""
    values = as_vector(z, "z", "worst_flat_distance")
    n, xp = values.shape[-1], namespace(values)
    m = worst_case_argmax(k, n, q, p)
    ones = xp.ones_like(values)
    first = xp.cumulative_sum(ones, axis=-1) <= m
    return lq_norm(xp.where(first, ones * m ** (-1.0 / q), 0.0 * ones) - values, p)


def ball_worst_flat_distance(z: list[Any], k: int, q: Any, p: Any) -> Any:
    """Definition at the maximiser for the midpoints of the exponents, which are exact at every instance."""
    m = worst_case_argmax(k, len(z), float(balls.ball(q).mid()), float(balls.ball(p).mid()))
    level = balls.power(balls.ball(m), -1 / balls.ball(q))
    return ball_lq_norm([(level if i < m else balls.ball(0)) - v for i, v in enumerate(z)], p)


DISTANCE = Quantity(
    "worst_flat_distance",
    ("z", "k", "q", "p"),
    worst_flat_distance,
    ball_worst_flat_distance,
    r"\|x^*_{{{k},{q},{p}}}-{z}\|_{{{p}}}",
    sign="nonnegative",
)

D = Domain(
    n=Integer(2, typical=(2, 16)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    z=Vector("n", nonzeros="k"),
)
n, k, q, p, z = D.symbols


def extremal(n: int, k: int, q: float, p: float) -> np.ndarray:
    """The flat vector with k of its entries kept."""
    m = worst_case_argmax(k, n, q, p)
    return np.where(np.arange(n) < k, m ** (-1.0 / q), 0.0)


THEOREM = Theorem(
    name="no_sparse_vector_beats_worst_case",
    title="Necessity of the worst case",
    id="lq.lower.kterm",
    statement="For 0 < q < p and 1 <= k < n, every vector z with at most k nonzero entries has an l_p distance of at "
    "least W(k,n,q,p) from the worst flat vector of the unit l_q ball.",
    domain=D,
    claim=AtMost(worst_case(k, n, q, p), DISTANCE.symbol(z, k, q, p)),
    extremal=extremal,
    sharp_at=({"n": 10, "k": 5, "q": 1, "p": 2}, {"n": 8, "k": 1, "q": 0.5, "p": 1}),
    source=Source("lqtheory_dossier", "lq.lower.kterm"),
)
