r"""**Rising tide (axiom D3)**: adding a > 0 to every magnitude lowers the Gini, Hoyer, SI and PQ indices.

Axiom D3 of Hurley and Rickard (2009), for magnitudes that are not all equal, here with p <= 1 <= q, p < q for the
PQ index and 0 < r < 1 for SI_r. |x| + a is a multiple of a mixture of |x| with its mean, and the mixture is less
sparse. Strict, so never attained; a -> 0 shows that nothing better holds.
"""

from lqtheory import Claim, Domain, Integer, Less, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import gini, hoyer, order_statistic, pqi, rising_tide, si

_PARAMETERS = Domain(
    n=Integer(2, typical=(2, 24)),
    p=Real(0, 1, closed="right", typical=(0.2, 1)),
    q=Real(1, closed="left", typical=(1, 8)),
    r=Real(0, 1, typical=(0.2, 1)),
    a=Real(0, typical=(0, 4)),
    x=Vector("n", nonzero=True),
)
n, p, q, r, a, x = _PARAMETERS.symbols
D = Domain(
    where=[Relation(p, "<", q), Relation(order_statistic(x, n), "<", order_statistic(x, 1))], **_PARAMETERS.parameters
)
y = rising_tide(x, a)

THEOREM = Theorem(
    name="rising_tide_lowers_indices",
    title="A rising tide lowers the sparsity indices (axiom D3)",
    id="lq.axioms.d3",
    statement="For x in R^n whose magnitudes are not all equal, adding a > 0 to every magnitude strictly lowers the"
    " Gini "
    "index, Hoyer's index, SI_r with 0 < r < 1, and the PQ index with p <= 1 <= q, p < q.",
    domain=D,
    claim=Claim(
        then=[
            *Less(gini(y), gini(x)).then,
            *Less(hoyer(y), hoyer(x)).then,
            *Less(si(y, r), si(x, r)).then,
            *Less(pqi(y, p, q), pqi(x, p, q)).then,
        ]
    ),
    source=Source("hurley_rickard_2009", "axiom D3"),
    provenance="derived",
)
