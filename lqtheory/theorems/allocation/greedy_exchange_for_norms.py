r"""**Greedy steps for a sum of norms (false)**: the exchange argument without the p-th powers.

For sum a_i sigma_{k_i}(w_i)_2 one would like to compare marginal gains as for the powers (``exchange_between_rows``).
But the error of a flat vector is concave in k: its gains grow, so a step that looks poor pays off later.
Counterexample of the dossier: of two flat rows of length 4 with K = 4, the split (4, 0) costs 2 and (2, 2) costs 2
sqrt 2. As a greedy stop: rows 1,1,1,1 and 9/10 of it at k = 0, j = 4 (next gain 2 - sqrt 3, last one 9/10) cost 2,
but (4, 0) costs 9/5. Dynamic programming over the curves is exact (:mod:`lqtheory.quantities.allocation_dp`).
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error

D = Domain(
    t=Integer(1, typical=(1, 6)),
    k=Integer(0, typical=(0, 4)),
    j=Integer("t", typical=("t", "t+4")),
    n=Integer("k+t", typical=("k+t", "k+t+4")),
    m=Integer("j", typical=("j", "j+4")),
    p=Real(1, closed="left", typical=(1, 4)),
    x=Vector("n"),
    y=Vector("m"),
)
t, k, j, n, m, p, x, y = D.symbols
first = lambda kept: best_k_term_error(x, kept, p)  # noqa: E731
second = lambda kept: best_k_term_error(y, kept, p)  # noqa: E731


def extremal(t: int, k: int, j: int, n: int, m: int, p: float) -> dict[str, np.ndarray]:
    """Flat rows, the one that keeps everything slightly smaller."""
    return {"x": np.ones(n), "y": np.full(m, 0.9)}


THEOREM = Theorem(
    name="greedy_exchange_for_norms",
    title="Greedy steps for a sum of norms",
    id="lq.alloc.sumnorm",
    statement="For x in R^n, y in R^m, p >= 1 and counts k, j such that sigma_k(x)_p - sigma_{k+1}(x)_p is at most "
    "sigma_{j-1}(y)_p - sigma_j(y)_p, moving t kept entries from y to x does not lower sigma_k(x)_p + "
    "sigma_j(y)_p.",
    domain=D,
    claim=Claim(
        given=[Relation(first(k) - first(k + 1), "<=", second(j - 1) - second(j))],
        then=[Relation(first(k) + second(j), "<=", first(k + t) + second(j - t))],
    ),
    extremal=extremal,
    expected="refuted",
    corrected_by="exchange_between_rows",
    source=Source("lqtheory_dossier", "lq.alloc.sumnorm"),
    notes="Entered as what greedy steps would need. The dossier's (2,2) against (4,0) shows that the curves are not"
    " convex; steps by largest gain happen to end at (4,0) there.",
)
