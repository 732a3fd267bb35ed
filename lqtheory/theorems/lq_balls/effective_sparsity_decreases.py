r"""**Effective sparsity is nonincreasing in both exponents**: s_{q,p} <= s_{q,r}, s_{r,p} <= s_{q,p}, q < r < p.

ln s_{q,p} is the difference quotient of t -> ln ||x||_{1/t} between 1/q and 1/p, and that function is convex.
With the symmetry of s the two inequalities give monotonicity in each exponent on both sides of the other.
Equality on flat vectors.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.instances import flat
from lqtheory.relations import Relation
from lqtheory.symbols import effective_sparsity

D = Domain(
    n=Integer(1, typical=(1, 32)),
    q=Real(0, typical=(0.2, 2)),
    r=Real("q", typical=("q", 4)),
    p=Real("r", typical=("r", 8)),
    x=Vector("n", nonzero=True),
)
n, q, r, p, x = D.symbols

THEOREM = Theorem(
    name="effective_sparsity_decreases",
    title="Effective sparsity is nonincreasing in both exponents",
    id="lq.effs.monotone",
    statement="For nonzero x in R^n and 0 < q < r < p, s_{q,p}(x) is at most s_{q,r}(x) and at least s_{r,p}(x).",
    domain=D,
    claim=Claim(
        then=[
            Relation(effective_sparsity(x, q, p), "<=", effective_sparsity(x, q, r)),
            Relation(effective_sparsity(x, r, p), "<=", effective_sparsity(x, q, p)),
        ]
    ),
    extremal=lambda n, q, r, p: flat(n, n),
    sharp_at=({"n": 8, "q": 0.5, "r": 1, "p": 2}, {"n": 5, "q": 1, "r": 1.5, "p": 4}),
    source=Source("lqtheory_dossier", "lq.effs (c)"),
)
