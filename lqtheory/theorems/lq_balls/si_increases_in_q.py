r"""**The index SI increases in its exponent**: SI_q(x) <= SI_r(x) for 0 < q < r < 1.

SI_q = ||x||_1/||x||_q tends to 1 as q -> 1. Equality exactly for vectors with a single nonzero entry.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.symbols import si

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, 1, typical=(0.2, 1)),
    r=Real("q", 1),
    x=Vector("n", nonzero=True),
)
n, q, r, x = D.symbols

THEOREM = Theorem(
    name="si_increases_in_q",
    title="SI increases in its exponent",
    id="lq.si.monotone",
    statement="For nonzero x in R^n and 0 < q < r < 1, SI_q(x) is at most SI_r(x).",
    domain=D,
    claim=AtMost(si(x, q), si(x, r)),
    extremal=lambda n, q, r: flat(n, 1),
    sharp_at=({"n": 4, "q": 0.25, "r": 0.5}, {"n": 1, "q": 0.5, "r": 0.75}),
    source=Source("lqtheory_dossier", "lq.si"),
)
