r"""**A sufficient keep count from two norms**: k >= (1-a) a^{a/(1-a)} eta^{-pq/(p-q)} s_{q,p}(x) entries are enough.

a = q/p, s_{q,p}(x) = (||x||_q/||x||_p)^{pq/(p-q)} the effective sparsity; for q = 1, p = 2 the count is s/(4 eta^2).
Only the two norms of x are needed. It is Stechkin's inequality solved for k (dossier lq.kmin.stechkin), and sharp at
eta = a^{1/p} for flat vectors with (1-a)s an integer; elsewhere :mod:`sharp_keep_count_suffices` gives smaller
counts. The error exponent p must be larger than the class exponent q: with the roles exchanged no such count exists
(:mod:`sap_count_suffices_as_published`).
"""

import math

import numpy as np

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, kmin_stechkin, lq_norm

D = Domain(
    n=Integer(1, typical=(2, 48)),
    k=Integer(1, "n"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    eta=Real(0, 1),
    x=Vector("n", nonzero=True),
)
n, k, q, p, eta, x = D.symbols


def extremal(n: int, k: int, q: float, p: float, eta: float) -> np.ndarray:
    """The longest flat vector for which k entries are enough, so that its error is as large as possible."""
    gap = (p - q) / p
    log_longest = math.log(k) - math.log(gap) + (q * math.log(eta) - q / p * math.log(q / p)) / gap
    return flat(n, max(1, min(n, math.floor(math.exp(min(log_longest, 700.0)) + 1e-9))))


THEOREM = Theorem(
    name="stechkin_keep_count_suffices",
    title="Keep count in closed form",
    id="lq.kmin.stechkin",
    statement="For nonzero x in R^n, 0 < q < p and 0 < eta < 1, keeping k >= (1-a) a^(a/(1-a)) eta^(-pq/(p-q)) s "
    "terms, a = q/p and s the effective sparsity of x, leaves an l_p error of at most eta times the l_p "
    "norm.",
    domain=D,
    claim=Claim(
        given=[Relation(kmin_stechkin(effective_sparsity(x, q, p), eta, q, p), "<=", k)],
        then=[Relation(best_k_term_error(x, k, p), "<=", eta * lq_norm(x, p))],
    ),
    extremal=extremal,
    sharp_at=(
        {"n": 6, "k": 2, "q": 0.5, "p": 1, "eta": 0.5},
        {"n": 4, "k": 3, "q": 0.25, "p": 1, "eta": 0.25},
        {"n": 9, "k": 2, "q": 0.75, "p": 1, "eta": 0.75},
    ),
    source=Source("lqtheory_dossier", "lq.kmin.stechkin"),
    notes="Derived from Stechkin's inequality (foucart_rauhut_2013, Theorem 2.5).",
)
