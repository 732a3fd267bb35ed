r"""**The keep counts are ordered**: k_x(eta) <= k_exact <= k_W <= the closed form rounded up.

k_x(eta) needs the whole vector, the other three its effective sparsity s = s_{q,p}(x) only: the sharp count, the
count from the exact worst case, and Stechkin's closed form (dossier lq.kmin.exact). All are equal to one another for
suitable flat vectors.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, kmin, kmin_exact, kmin_stechkin_count, kmin_worst_case

D = Domain(
    n=Integer(2, typical=(2, 32)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    eta=Real(0, 1),
    x=Vector("n", nonzero=True),
)
n, q, p, eta, x = D.symbols
s = effective_sparsity(x, q, p)

THEOREM = Theorem(
    name="keep_counts_are_ordered",
    title="Order of the keep counts",
    id="lq.kmin.exact.order",
    statement="For nonzero x in R^n, 0 < q < p and 0 < eta < 1 the exact keep count of x is at most the sharp count "
    "of its effective sparsity, that at most the count from the worst case, and that at most Stechkin's "
    "count.",
    domain=D,
    claim=Claim(
        then=[
            Relation(kmin(x, eta, p), "<=", kmin_exact(s, eta, q, p, n)),
            Relation(kmin_exact(s, eta, q, p, n), "<=", kmin_worst_case(s, eta, q, p, n)),
            Relation(kmin_worst_case(s, eta, q, p, n), "<=", kmin_stechkin_count(s, eta, q, p)),
        ]
    ),
    extremal=lambda n, q, p, eta: flat(n, n),
    source=Source("lqtheory_dossier", "lq.kmin.exact"),
    notes="Stechkin's count may exceed n; the others do not.",
)
