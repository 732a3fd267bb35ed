r"""**Babies raise Hoyer's index (axiom P2)**: Hoyer(|x|, 0) > Hoyer(x) if x has at least two nonzero entries.

Axiom P2 of Hurley and Rickard (2009). A vector with a single nonzero entry has the index 1 whatever its length,
so the second entry is needed; the source's table does not mention it. Strict, so never attained.
"""

from lqtheory import Domain, Integer, Less, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import append_zero, hoyer, order_statistic

_PARAMETERS = Domain(n=Integer(2, typical=(2, 24)), x=Vector("n", nonzero=True))
n, x = _PARAMETERS.symbols
D = Domain(where=[Relation(0, "<", order_statistic(x, 2))], **_PARAMETERS.parameters)

THEOREM = Theorem(
    name="babies_raise_hoyer",
    title="Babies raise Hoyer's index (axiom P2)",
    id="lq.axioms.p2.hoyer",
    statement="For x in R^n with at least two nonzero entries, appending a zero strictly raises Hoyer's index.",
    domain=D,
    claim=Less(hoyer(x), hoyer(append_zero(x))),
    source=Source("hurley_rickard_2009", "axiom P2"),
    provenance="derived",
    notes="On vectors with a single nonzero entry Hoyer's index is 1 before and after.",
)
