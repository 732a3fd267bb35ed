r"""**Babies (axiom P2)**: one zero more raises the Gini index and the PQ index.

Axiom P2 of Hurley and Rickard (2009), for every nonzero vector and every 0 < p < q. Hoyer's index needs two
nonzero entries (:mod:`babies_raise_hoyer`), SI does not see zeros (:mod:`babies_keep_si`). Strict, so never
attained.
"""

from lqtheory import Claim, Domain, Integer, Less, Real, Source, Theorem, Vector
from lqtheory.symbols import append_zero, gini, pqi

D = Domain(
    n=Integer(1, typical=(1, 24)),
    p=Real(0, typical=(0.2, 2)),
    q=Real("p", typical=("p", 8)),
    x=Vector("n", nonzero=True),
)
n, p, q, x = D.symbols

THEOREM = Theorem(
    name="babies_raise_indices",
    title="Babies raise the Gini and PQ indices (axiom P2)",
    id="lq.axioms.p2",
    statement="For nonzero x in R^n and 0 < p < q, appending a zero strictly raises the Gini index and the PQ index.",
    domain=D,
    claim=Claim(then=[*Less(gini(x), gini(append_zero(x))).then, *Less(pqi(x, p, q), pqi(append_zero(x), p, q)).then]),
    source=Source("hurley_rickard_2009", "axiom P2"),
    provenance="derived",
)
