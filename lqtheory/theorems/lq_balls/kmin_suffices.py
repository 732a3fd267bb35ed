r"""**The exact keep count suffices**: keeping k_x(eta) or more entries leaves a relative l_p error of at most eta.

k_x(eta) = min{k : sigma_k(x)_p <= eta ||x||_p} (dossier lq.kmin). With :mod:`kmin_is_minimal` this says that
sigma_k(x)_p <= eta ||x||_p holds if and only if k >= k_x(eta). Sharp: flat vectors meet the tolerance exactly.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, kmin, lq_norm

D = Domain(
    n=Integer(1, typical=(1, 32)),
    k=Integer(0, "n"),
    p=Real(0, typical=(0.2, 8)),
    eta=Real(0, 1),
    x=Vector("n"),
)
n, k, p, eta, x = D.symbols


def extremal(n: int, k: int, p: float, eta: float) -> np.ndarray:
    """The flat vector whose relative error after k entries comes nearest to eta from below."""
    fits = [m for m in range(1, n + 1) if m <= k or (m - k) / m <= eta**p]
    return flat(n, max(fits, default=1))


THEOREM = Theorem(
    name="kmin_suffices",
    title="The exact keep count suffices",
    id="lq.kmin",
    statement="For x in R^n, p > 0, 0 < eta < 1 and k at least k_x(eta), keeping k terms leaves an l_p error of at "
    "most eta times the l_p norm.",
    domain=D,
    claim=Claim(
        given=[Relation(kmin(x, eta, p), "<=", k)],
        then=[Relation(best_k_term_error(x, k, p), "<=", eta * lq_norm(x, p))],
    ),
    extremal=extremal,
    sharp_at=({"n": 4, "k": 2, "p": 1, "eta": 0.5}, {"n": 4, "k": 3, "p": 1, "eta": 0.25}),
    source=Source("lqtheory_dossier", "lq.kmin"),
    notes="p is finite here; the quantity kmin accepts p = inf, too.",
)
