r"""**Global top-K of the scores is optimal**: no K kept entries leave less than the K largest scores a_i |x_i|^p do.

The entries of all rows stand in one vector x, entry i with the weight a_i of its row. An allocation of K over the
rows keeps some K entries; z holds what it keeps, in the scaled coordinates a_i^{1/p} x_i (any z with at most K
nonzero entries is admitted, whatever its values). So every allocation of the budget leaves at least what the K
largest scores leave, and these are an allocation themselves, because every row keeps its own largest entries.
Equality for z = the K largest.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum, weighted_best_k_term_error

D = Domain(
    n=Integer(1, typical=(1, 24)),
    K=Integer(0, "n"),
    p=Real(0, typical=(0.2, 4)),
    a=Vector("n", sign="positive"),
    x=Vector("n"),
    z=Vector("n", nonzeros="K"),
)
n, K, p, a, x, z = D.symbols


def extremal(n: int, K: int, p: float) -> dict[str, np.ndarray]:
    """Flat entries with unit weights, of which any K are kept."""
    return {"a": np.ones(n), "x": np.ones(n), "z": np.where(np.arange(n) < K, 1.0, 0.0)}


THEOREM = Theorem(
    name="kept_scores_are_optimal",
    title="The K largest scores are the best allocation",
    id="lq.alloc.exact",
    statement="For x in R^n with weights a > 0 and p > 0, no z with at most K nonzero entries brings the sum of "
    "|a_i^(1/p) x_i - z_i|^p below the sum of the n-K smallest scores a_i |x_i|^p.",
    domain=D,
    claim=AtMost(weighted_best_k_term_error(x, a, K, p) ** p, power_sum(a ** (1 / p) * x - z, p)),
    extremal=extremal,
    sharp_at=({"n": 7, "K": 3, "p": 2}, {"n": 4, "K": 1, "p": 1}),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
    notes="The dossier's proof in one line: objective = total score - kept score. Rows enter only through a.",
)
