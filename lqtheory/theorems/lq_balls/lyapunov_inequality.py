r"""**Lyapunov's inequality**: ||x||_r <= ||x||_q^{1-t} ||x||_p^t where 1/r = (1-t)/q + t/p.

The norm between two norms, for all 0 < q < p (quasi-norms included): the consequence of the monotone effective
sparsity that the dossier names. Equality on flat vectors and at t = 0, t = 1.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import lq_norm

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    t=Real(0, 1, closed="both"),
    x=Vector("n", nonzero=True),
)
n, q, p, t, x = D.symbols

THEOREM = Theorem(
    name="lyapunov_inequality",
    title="Lyapunov's inequality",
    id="lq.effs.lyapunov",
    statement="For nonzero x in R^n, 0 < q < p and 0 <= t <= 1, the l_r norm with 1/r = (1-t)/q + t/p is at most the "
    "geometric mean of the l_q and l_p norms with weights 1-t and t.",
    domain=D,
    claim=AtMost(lq_norm(x, q * p / ((1 - t) * p + t * q)), lq_norm(x, q) ** (1 - t) * lq_norm(x, p) ** t),
    extremal=lambda n, q, p, t: flat(n, n),
    sharp_at=({"n": 4, "q": 0.5, "p": 2, "t": 0.5}, {"n": 9, "q": 1, "p": 2, "t": 0.25}),
    source=Source("lqtheory_dossier", "lq.effs"),
)
