r"""**False: babies raise SI (axiom P2)**: SI_q(|x|, 0) > SI_q(x).

Axiom P2 of Hurley and Rickard (2009), asserted for the index SI. Corrected by :mod:`babies_keep_si`: SI does not
see zeros. The smallest counterexample has one entry.
"""

from lqtheory import Domain, Integer, Less, Real, Source, Theorem, Vector
from lqtheory.symbols import append_zero, si

D = Domain(n=Integer(1, typical=(1, 16)), q=Real(0, 1, typical=(0.2, 1)), x=Vector("n", nonzero=True))
n, q, x = D.symbols

THEOREM = Theorem(
    name="babies_raise_si",
    title="Babies raise SI (false)",
    id="lq.axioms.p2.si.refuted",
    statement="For nonzero x in R^n and 0 < q < 1, appending a zero strictly raises SI_q.",
    domain=D,
    claim=Less(si(x, q), si(append_zero(x), q)),
    source=Source("lqtheory_dossier", "lq.axioms, table"),
    expected="refuted",
    corrected_by="babies_keep_si",
    notes="The dossier marks the axiom as failing; the claim is entered to see it fail.",
)
