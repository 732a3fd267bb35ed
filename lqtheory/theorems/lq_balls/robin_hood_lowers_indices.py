r"""**Robin Hood (axiom D1)**: a transfer to a smaller entry lowers the Gini, Hoyer, SI and PQ indices.

The i-th largest magnitude gives a to the m-th largest, 0 < a < (|x|_(i) - |x|_(m))/2. Axiom D1 of Hurley and
Rickard (2009); for the PQ index it needs p <= 1 <= q, p < q (see :mod:`pqi_all_axioms_as_published`), for SI_r it
needs 0 < r < 1. Strict, so never attained; a -> 0 shows that nothing better holds.
"""

from lqtheory import Claim, Domain, Integer, Less, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import gini, hoyer, order_statistic, pqi, robin_hood, si

_PARAMETERS = Domain(
    n=Integer(2, typical=(2, 24)),
    i=Integer(1, "n-1"),
    m=Integer("i+1", "n"),
    p=Real(0, 1, closed="right", typical=(0.2, 1)),
    q=Real(1, closed="left", typical=(1, 8)),
    r=Real(0, 1, typical=(0.2, 1)),
    a=Real(0, typical=(0, 0.5)),
    x=Vector("n", nonzero=True),
)
n, i, m, p, q, r, a, x = _PARAMETERS.symbols
D = Domain(
    where=[Relation(p, "<", q), Relation(2 * a, "<", order_statistic(x, i) - order_statistic(x, m))],
    **_PARAMETERS.parameters,
)
y = robin_hood(x, i, m, a)

THEOREM = Theorem(
    name="robin_hood_lowers_indices",
    title="Robin Hood lowers the sparsity indices (axiom D1)",
    id="lq.axioms.d1",
    statement="For nonzero x in R^n, ranks i < m and 0 < 2a < |x|_(i) - |x|_(m), moving a from the i-th to the m-th"
    " largest "
    "entry strictly lowers the Gini index, Hoyer's index, SI_r with 0 < r < 1, and the PQ index with p <="
    " 1 <= q, p < q.",
    domain=D,
    claim=Claim(
        then=[
            *Less(gini(y), gini(x)).then,
            *Less(hoyer(y), hoyer(x)).then,
            *Less(si(y, r), si(x, r)).then,
            *Less(pqi(y, p, q), pqi(x, p, q)).then,
        ]
    ),
    source=Source("hurley_rickard_2009", "axiom D1"),
    provenance="derived",
)
