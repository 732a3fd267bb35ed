r"""**Bill Gates (axiom P1)**: the richer the largest entry, the larger the Gini, Hoyer, SI and PQ indices.

Axiom P1 of Hurley and Rickard (2009) asks that c_i + b beats c_i + a for b > a beyond some threshold; here the
largest magnitude is raised and the threshold is 0 (another entry is the largest once it is raised far enough). It
holds for every 0 < p < q, and needs a second nonzero entry: an index is constant on the multiples of a unit
vector. Strict, so never attained.
"""

from lqtheory import Claim, Domain, Integer, Less, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import bill_gates, gini, hoyer, order_statistic, pqi, si

_PARAMETERS = Domain(
    n=Integer(2, typical=(2, 24)),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    r=Real(0, 1, typical=(0.2, 1)),
    a=Real(0, closed="left", typical=(0, 4)),
    b=Real("a", typical=("a", 8)),
    x=Vector("n", nonzero=True),
)
n, p, q, r, a, b, x = _PARAMETERS.symbols
D = Domain(where=[Relation(0, "<", order_statistic(x, 2))], **_PARAMETERS.parameters)
poorer, richer = bill_gates(x, a), bill_gates(x, b)

THEOREM = Theorem(
    name="bill_gates_raises_indices",
    title="Bill Gates raises the sparsity indices (axiom P1)",
    id="lq.axioms.p1",
    statement="For x in R^n with at least two nonzero entries and 0 <= a < b, raising the largest entry by b "
    "instead of a "
    "strictly raises the Gini index, Hoyer's index, SI_r with 0 < r < 1, and the PQ index with 0 < p < q.",
    domain=D,
    claim=Claim(
        then=[
            *Less(gini(poorer), gini(richer)).then,
            *Less(hoyer(poorer), hoyer(richer)).then,
            *Less(si(poorer, r), si(richer, r)).then,
            *Less(pqi(poorer, p, q), pqi(richer, p, q)).then,
        ]
    ),
    source=Source("hurley_rickard_2009", "axiom P1"),
    provenance="derived",
    notes="The source does not exclude vectors with a single nonzero entry, on which every scale-invariant "
    "index is constant.",
)
