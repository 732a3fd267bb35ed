r"""**SI does not see zeros**: SI_q(|x|, 0) = SI_q(x), 0 < q < 1.

Norms do not change when a zero is appended, and SI is a quotient of norms without n. So it fails axiom P2 of
Hurley and Rickard (2009). An identity.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import append_zero, si

D = Domain(n=Integer(1, typical=(1, 16)), q=Real(0, 1, typical=(0.2, 1)), x=Vector("n", nonzero=True))
n, q, x = D.symbols

THEOREM = Theorem(
    name="babies_keep_si",
    title="SI does not see zeros",
    id="lq.axioms.p2.si",
    statement="For nonzero x in R^n and 0 < q < 1, appending a zero does not change SI_q.",
    domain=D,
    claim=Equal(si(append_zero(x), q), si(x, q)),
    source=Source("lqtheory_dossier", "lq.axioms"),
)
