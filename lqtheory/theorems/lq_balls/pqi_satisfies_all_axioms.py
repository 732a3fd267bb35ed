r"""**The PQ index satisfies all six axioms for p <= 1 <= q, p < q** (Diao et al. 2023, Theorem 1, corrected).

The axioms of Hurley and Rickard (2009) in order: D1 Robin Hood, D2 scaling, D3 rising tide, D4 cloning, P1 Bill
Gates, P2 babies. The source claims them for every 0 < p < q, where D1 is false
(:mod:`pqi_all_axioms_as_published`). P1 asks for two nonzero entries. The strict relations are never attained.
"""

from lqtheory import Claim, Domain, Equal, Integer, Less, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import append_zero, bill_gates, clone, order_statistic, pqi, rising_tide, robin_hood

_PARAMETERS = Domain(
    n=Integer(2, typical=(2, 16)),
    i=Integer(1, "n-1"),
    m=Integer("i+1", "n"),
    p=Real(0, 1, closed="right", typical=(0.2, 1)),
    q=Real(1, closed="left", typical=(1, 8)),
    a=Real(0, typical=(0, 0.5)),
    b=Real("a", typical=("a", 4)),
    x=Vector("n", nonzero=True),
)
n, i, m, p, q, a, b, x = _PARAMETERS.symbols
D = Domain(
    where=[
        Relation(p, "<", q),
        Relation(2 * a, "<", order_statistic(x, i) - order_statistic(x, m)),
        Relation(0, "<", order_statistic(x, 2)),
    ],
    **_PARAMETERS.parameters,
)
before = pqi(x, p, q)
CLAIM = Claim(
    then=[
        *Less(pqi(robin_hood(x, i, m, a), p, q), before).then,
        *Equal(pqi(a * x, p, q), before).then,
        *Less(pqi(rising_tide(x, a), p, q), before).then,
        *Equal(pqi(clone(x), p, q), before).then,
        *Less(pqi(bill_gates(x, a), p, q), pqi(bill_gates(x, b), p, q)).then,
        *Less(before, pqi(append_zero(x), p, q)).then,
    ]
)

THEOREM = Theorem(
    name="pqi_satisfies_all_axioms",
    title="The PQ index satisfies all six axioms for p <= 1 <= q",
    id="lq.axioms.pqi",
    statement="For 0 < p <= 1 <= q, p < q, and x in R^n with at least two nonzero entries, i < m and "
    "0 < 2a < |x|_(i) - |x|_(m), a < b, the PQ index satisfies D1 to D4, P1 and P2.",
    domain=D,
    claim=CLAIM,
    source=Source("diao_2023", "Theorem 1"),
    provenance="derived",
    notes="The range of p and q is the correction. a is the amount moved and added and the scaling factor, b > "
    "a the larger gift of P1.",
)
