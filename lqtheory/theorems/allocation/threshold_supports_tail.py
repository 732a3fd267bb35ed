r"""**Dual certificate of a row**: a threshold between two sorted scores prices every keep count from below.

If |x|_(j+1)^p <= lambda <= |x|_(j)^p then tail(j) + lambda j <= tail(k) + lambda k for every k, where tail(k) is the
p-th power of the best k-term error. Summed over rows, with one lambda for all of them, this proves that keeping all
scores above lambda is optimal: sum a_i tail_i(j_i) <= sum a_i tail_i(k_i) + lambda (sum k_i - sum j_i). Equality for
flat x and lambda = its p-th power; 1 <= j < n here (at the ends one of the two conditions is void).
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import order_statistic, tail_power_sum

D = Domain(
    n=Integer(2, typical=(2, 24)),
    j=Integer(1, "n-1"),
    k=Integer(0, "n"),
    p=Real(0, typical=(0.2, 4)),
    u=Real(0, 1, closed="both"),
    x=Vector("n"),
)
n, j, k, p, u, x = D.symbols
threshold = u * order_statistic(x, j) ** p + (1 - u) * order_statistic(x, j + 1) ** p

THEOREM = Theorem(
    name="threshold_supports_tail",
    title="A threshold prices every keep count of a row",
    id="lq.alloc.exact",
    statement="For x in R^n, 1 <= j < n, p > 0, 0 <= u <= 1 and lambda = u |x|_(j)^p + (1-u) |x|_(j+1)^p, every k "
    "has sigma_j(x)_p^p + lambda j <= sigma_k(x)_p^p + lambda k.",
    domain=D,
    claim=Claim(
        then=[Relation(tail_power_sum(x, j, p) + threshold * j, "<=", tail_power_sum(x, k, p) + threshold * k)]
    ),
    extremal=lambda n, j, k, p, u: flat(n, n),
    sharp_at=({"n": 6, "j": 2, "k": 5, "p": 2, "u": 0.5}, {"n": 4, "j": 3, "k": 0, "p": 1, "u": 1}),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
    notes="Any threshold between the two scores is u of the way between them; the dossier argues by exchange.",
)
