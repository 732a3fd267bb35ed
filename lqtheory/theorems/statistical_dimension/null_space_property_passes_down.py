r"""**The null-space property for q implies that for every smaller exponent r**: head_q(k) < tail_q(k) gives it for r.

A matrix has the null-space property of order k for q if every nonzero x of its kernel has less of sum|x|^q in its k
largest entries than in the others; l_q minimisation then recovers every k-sparse vector. So uniform recovery passes
from q to r < q, the l_1 norm included. b = |x|_(k) divides out: entries above it grow less, those below shrink less.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, tail_power_sum

D = Domain(
    n=Integer(2, typical=(4, 24)),
    k=Integer(1, "n-1", typical=(1, 2)),
    r=Real(0, typical=(0.1, 1)),
    q=Real("r", typical=("r", 2)),
    x=Vector("n", nonzero=True),
)
n, k, r, q, x = D.symbols
head_q, head_r = (power_sum(x, e) - tail_power_sum(x, k, e) for e in (q, r))

THEOREM = Theorem(
    name="null_space_property_passes_down",
    title="Null-space property for smaller exponents",
    id="geom.descent.lq",
    statement="For 0 < r < q, 1 <= k < n and x in R^n: if the k largest entries have a smaller sum of |x|^q than the "
    "others, then they have a smaller sum of |x|^r.",
    domain=D,
    claim=Claim(
        given=[Relation(head_q, "<", tail_power_sum(x, k, q))], then=[Relation(head_r, "<", tail_power_sum(x, k, r))]
    ),
    source=Source("foucart_rauhut_2013", "Theorem 4.10"),
    provenance="recalled",
    notes="Recalled in the dossier; this proof is complete. The source has q <= 1, which is not needed.",
)
