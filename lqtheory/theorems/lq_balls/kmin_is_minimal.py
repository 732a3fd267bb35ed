r"""**The exact keep count is minimal**: with fewer than k_x(eta) entries the relative l_p error exceeds eta.

k_x(eta) = min{k : sigma_k(x)_p <= eta ||x||_p} (dossier lq.kmin); the other half is :mod:`kmin_suffices`. The
inequality is strict and no constant improves it: a flat vector with eta just below its error is as near to equality
as one likes.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, kmin, lq_norm

D = Domain(
    n=Integer(1, typical=(1, 32)),
    k=Integer(0, "n-1"),
    p=Real(0, typical=(0.2, 8)),
    eta=Real(0, 1),
    x=Vector("n"),
)
n, k, p, eta, x = D.symbols


def extremal(n: int, k: int, p: float, eta: float) -> np.ndarray:
    """The flat vector whose relative error after k entries comes nearest to eta from above."""
    fits = [m for m in range(k + 1, n + 1) if (m - k) / m > eta**p]
    return flat(n, min(fits, default=n))


THEOREM = Theorem(
    name="kmin_is_minimal",
    title="The exact keep count is minimal",
    id="lq.kmin.minimal",
    statement="For x in R^n, p > 0, 0 < eta < 1 and k below k_x(eta), keeping k terms leaves an l_p error of more than "
    "eta times the l_p norm.",
    domain=D,
    claim=Claim(
        given=[Relation(k, "<", kmin(x, eta, p))],
        then=[Relation(eta * lq_norm(x, p), "<", best_k_term_error(x, k, p))],
    ),
    extremal=extremal,
    source=Source("lqtheory_dossier", "lq.kmin"),
    notes="p is finite here; the quantity kmin accepts p = inf, too.",
)
