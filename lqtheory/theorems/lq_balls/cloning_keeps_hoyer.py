r"""**False: cloning keeps Hoyer's index (axiom D4)**: Hoyer(|x|, |x|) = Hoyer(x).

Axiom D4 of Hurley and Rickard (2009), asserted for Hoyer's index, which their table marks as failing it. Corrected by
:mod:`cloning_lowers_hoyer`, the exact factor. The smallest counterexample has two entries.
"""

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.symbols import clone, hoyer

D = Domain(n=Integer(2, typical=(2, 16)), x=Vector("n", nonzero=True))
n, x = D.symbols

THEOREM = Theorem(
    name="cloning_keeps_hoyer",
    title="Cloning keeps Hoyer's index (false)",
    id="lq.axioms.d4.hoyer.refuted",
    statement="For nonzero x in R^n, n >= 2, writing all entries down twice does not change Hoyer's index.",
    domain=D,
    claim=Equal(hoyer(clone(x)), hoyer(x)),
    source=Source("hurley_rickard_2009", "axiom D4"),
    provenance="read",
    expected="refuted",
    corrected_by="cloning_lowers_hoyer",
    notes="The source marks the axiom as failing; the claim is entered to see it fail.",
)
