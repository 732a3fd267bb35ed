r"""**The sharp keep count from two norms suffices**: s^{1-a} <= G_k(eta^p) leaves a relative l_p error of at most eta.

a = q/p, s = s_{q,p}(x) the effective sparsity, G_k(T) the sharp threshold on n entries: the least sum of a-th powers
of a sorted distribution whose entries after the k-th sum to T (dossier lq.kmin.exact). The least such k is
kmin_exact(s, eta, q, p, n). Nothing smaller follows from s and eta: :mod:`sharp_keep_count_is_necessary`. Sharp: the
extremal vectors are one spike, a flat block and one remainder; flat vectors are among them.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, lq_norm, sharp_keep_threshold

D = Domain(
    n=Integer(2, typical=(2, 32)),
    k=Integer(1, "n-1"),
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
    name="sharp_keep_count_suffices",
    title="Sharp keep count from two norms",
    id="lq.kmin.exact",
    statement="For nonzero x in R^n, 0 < q < p, 0 < eta < 1 and 1 <= k < n, if s^(1-q/p) is at most G_k(eta^p), s "
    "the effective sparsity of x, then keeping k terms leaves an l_p error of at most eta times the l_p "
    "norm.",
    domain=D,
    claim=Claim(
        given=[
            Relation(effective_sparsity(x, q, p) ** (1 - q / p), "<=", sharp_keep_threshold(k, eta**p, q / p, n)),
        ],
        then=[Relation(best_k_term_error(x, k, p), "<=", eta * lq_norm(x, p))],
    ),
    extremal=extremal,
    sharp_at=(
        {"n": 4, "k": 2, "q": 0.5, "p": 1, "eta": 0.5},
        {"n": 6, "k": 3, "q": 0.25, "p": 1, "eta": 0.25},
        {"n": 8, "k": 3, "q": 0.5, "p": 2, "eta": 0.5},
    ),
    source=Source("lqtheory_dossier", "lq.kmin.exact"),
)
