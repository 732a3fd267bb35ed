r"""**kmin_exact entries suffice**: k >= kmin_exact(s, eta, q, p, n) leaves a relative l_p error of at most eta.

s = s_{q,p}(x) is the effective sparsity. The count is the least k with s^{1-q/p} <= G_k(eta^p), and n if there is none;
:mod:`sharp_keep_count_suffices` says what the inequality gives, and more entries do no harm.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, kmin_exact, lq_norm

D = Domain(
    n=Integer(2, typical=(2, 32)),
    k=Integer(1, "n"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    eta=Real(0, 1),
    x=Vector("n", nonzero=True),
)
n, k, q, p, eta, x = D.symbols


def extremal(n: int, k: int, q: float, p: float, eta: float) -> np.ndarray:
    """The longest flat vector for which k entries are enough."""
    return flat(n, max(m for m in range(1, n + 1) if m <= k or (m - k) / m <= eta**p))


THEOREM = Theorem(
    name="exact_keep_count_suffices",
    title="Sharp keep count as an integer",
    id="lq.kmin.exact.count",
    statement="For nonzero x in R^n, 0 < q < p, 0 < eta < 1 and k at least the sharp count of eta and the effective "
    "sparsity of x, keeping k terms leaves an l_p error of at most eta times the l_p norm.",
    domain=D,
    claim=Claim(
        given=[Relation(kmin_exact(effective_sparsity(x, q, p), eta, q, p, n), "<=", k)],
        then=[Relation(best_k_term_error(x, k, p), "<=", eta * lq_norm(x, p))],
    ),
    extremal=extremal,
    sharp_at=({"n": 4, "k": 2, "q": 0.5, "p": 1, "eta": 0.5}, {"n": 8, "k": 3, "q": 0.5, "p": 2, "eta": 0.5}),
    source=Source("lqtheory_dossier", "lq.kmin.exact"),
)
