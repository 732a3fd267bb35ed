r"""**A sufficient keep count from the exact worst case**: W(k,n,q,p) s^{1/q-1/p} <= eta suffices.

W(k,n,q,p) = max_{k<m<=n} (m-k)^{1/p} m^{-1/q} is the largest best k-term error over the unit l_q ball, and s =
s_{q,p}(x) the effective sparsity, so that ||x||_q/||x||_p = s^{1/q-1/p}. The integer form of Stechkin's count
(dossier lq.kmin.stechkin), never worse. Sharp: every flat vector on the worst number of entries m attains it.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.quantities.worst_case import worst_case_argmax
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, lq_norm, worst_case

D = Domain(
    n=Integer(2, typical=(2, 48)),
    k=Integer(1, "n-1"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    eta=Real(0, 1),
    x=Vector("n", nonzero=True),
)
n, k, q, p, eta, x = D.symbols


def extremal(n: int, k: int, q: float, p: float, eta: float) -> np.ndarray:
    """The flat vector on the worst number of entries; sharp where eta is its error."""
    return flat(n, worst_case_argmax(k, n, q, p))


THEOREM = Theorem(
    name="worst_case_keep_count_suffices",
    title="Keep count from the exact worst case",
    id="lq.kmin.worst",
    statement="For nonzero x in R^n, 0 < q < p, 0 < eta < 1 and 1 <= k < n, if W(k,n,q,p) s^(1/q-1/p) is at most "
    "eta, s the effective sparsity of x, then keeping k terms leaves an l_p error of at most eta times the"
    " l_p norm.",
    domain=D,
    claim=Claim(
        given=[Relation(worst_case(k, n, q, p) * effective_sparsity(x, q, p) ** (1 / q - 1 / p), "<=", eta)],
        then=[Relation(best_k_term_error(x, k, p), "<=", eta * lq_norm(x, p))],
    ),
    extremal=extremal,
    sharp_at=(
        {"n": 6, "k": 2, "q": 0.5, "p": 1, "eta": 0.5},
        {"n": 4, "k": 3, "q": 0.25, "p": 1, "eta": 0.25},
        {"n": 8, "k": 1, "q": 0.5, "p": 1, "eta": 0.5},
    ),
    source=Source("lqtheory_dossier", "lq.kmin.stechkin"),
)
