r"""**{|z| < c/t} lies in {Δ > t}**: where the parts of a neuron are at least c, a small sum has a large ratio.

So P(Δ > t) is at least P(|z| < c/t), about 2 c f(0)/t for a density f of z that is positive at 0: the tail of Δ is no
thinner than 1/t, its mean is infinite, and it is not sub-exponential.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    c=Real(0),
    t=Real(0, typical=(1, 100)),
    v=Real("c", closed="left"),
    z=Real(0, "c/t"),
)
c, t, v, z = D.symbols

THEOREM = Theorem(
    name="small_sums_have_large_ratios",
    title="Where cancellation is large",
    id="coreset.delta_heavy_tail",
    statement="For c, t > 0, parts v >= c and a sum 0 < z < c/t, the ratio v/z exceeds t.",
    domain=D,
    claim=Claim(then=[Relation(t, "<", v / z)]),
    source=Source("lqtheory_dossier", "coreset.delta_heavy_tail"),
)
