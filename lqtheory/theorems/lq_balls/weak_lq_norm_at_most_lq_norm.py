r"""**Markov's inequality for magnitudes**: ||x||_{q,inf} = max_i i^{1/q} |x|_(i) <= ||x||_q.

The i largest entries are all at least |x|_(i). Attained by every vector that is flat on its support.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import lq_norm, weak_lq_norm

D = Domain(n=Integer(1, typical=(1, 64)), q=Real(0, typical=(0.2, 4)), x=Vector("n"))
n, q, x = D.symbols

THEOREM = Theorem(
    name="weak_lq_norm_at_most_lq_norm",
    title="Weak norms are below norms",
    id="lq.weak.markov",
    statement="For x in R^n and q > 0 the weak quasi-norm ||x||_{q,inf} is at most ||x||_q.",
    domain=D,
    claim=AtMost(weak_lq_norm(x, q), lq_norm(x, q)),
    extremal=lambda n, q: flat(n, n),
    sharp_at=({"n": 4, "q": 0.5}, {"n": 7, "q": 1}),
    source=Source("lqtheory_dossier", "lq.weak"),
)
