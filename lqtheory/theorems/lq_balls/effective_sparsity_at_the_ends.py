r"""**Effective sparsity at p = inf and for q -> 0**: s_{q,inf} = sum (|x_i|/max|x|)^q <= s_{q,p}, s_{q,p} -> ||x||_0.

s_{q,inf} = (||x||_q/||x||_inf)^q is the limit of s_{q,p}: between 1 and the number N of nonzero entries, as s_{q,p}
is. At k = N, with h = |x|_(N) the smallest nonzero magnitude, N (h/||x||_p)^q <= s_{q,p}^{1-q/p} <= N^{1-q/p}: both
ends tend to N as q -> 0. Flat vectors attain everything.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity, order_statistic, power_sum, support_size

D = Domain(
    n=Integer(1, typical=(1, 32)),
    k=Integer(1, "n"),
    q=Real(0, typical=(0.2, 2)),
    p=Real("q", typical=("q", 8)),
    x=Vector("n", nonzero=True),
)
n, k, q, p, x = D.symbols
support, top = support_size(x), order_statistic(x, 1)
limit, s = effective_sparsity(x, q, sp.oo), effective_sparsity(x, q, p)

THEOREM = Theorem(
    name="effective_sparsity_at_the_ends",
    title="Effective sparsity at p = inf and as q tends to 0",
    id="lq.effs.ends",
    statement="For nonzero x in R^n, 1 <= k <= n and 0 < q < p, s_{q,inf}(x) = sum |x_i|^q/max|x|^q is at least 1 and "
    "at most s_{q,p}(x), k |x|_(k)^q is at most s_{q,p}(x)^(1-q/p) (sum |x_i|^p)^(q/p), and s_{q,p}(x) at most the "
    "number of nonzero entries.",
    domain=D,
    claim=Claim(
        then=[
            Relation(limit, "=", power_sum(x, q) * top ** (-q)),
            Relation(1, "<=", limit),
            Relation(limit, "<=", s),
            Relation(k * order_statistic(x, k) ** q, "<=", s ** (1 - q / p) * power_sum(x, p) ** (q / p)),
            Relation(s, "<=", support),
        ]
    ),
    extremal=lambda n, k, q, p: flat(n, n),
    sharp_at=({"n": 8, "k": 8, "q": 0.5, "p": 2}, {"n": 5, "k": 5, "q": 1, "p": 1.5}),
    source=Source("lqtheory_dossier", "lq.effs"),
)
