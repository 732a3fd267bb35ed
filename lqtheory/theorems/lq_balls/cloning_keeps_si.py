r"""**False: cloning keeps SI (axiom D4)**: SI_q(|x|, |x|) = SI_q(x).

Axiom D4 of Hurley and Rickard (2009), asserted for the index SI. Corrected by :mod:`cloning_lowers_si`: cloning
multiplies the index by 2^{1-1/q}. The smallest counterexample has one entry.
"""

from lqtheory import Domain, Equal, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import clone, si

D = Domain(n=Integer(1, typical=(1, 16)), q=Real(0, 1, typical=(0.2, 1)), x=Vector("n", nonzero=True))
n, q, x = D.symbols

THEOREM = Theorem(
    name="cloning_keeps_si",
    title="Cloning keeps SI (false)",
    id="lq.axioms.d4.si.refuted",
    statement="For nonzero x in R^n and 0 < q < 1, writing all entries down twice does not change SI_q.",
    domain=D,
    claim=Equal(si(clone(x), q), si(x, q)),
    source=Source("lqtheory_dossier", "lq.axioms, table"),
    expected="refuted",
    corrected_by="cloning_lowers_si",
    notes="The dossier marks the axiom as failing; the claim is entered to see it fail.",
)
