r"""**Margins certify predictions**: a margin larger than the oscillation of the change survives it.

If z_i - z_j > max d - min d, then (z + d)_i > (z + d)_j. With i the predicted class and all other j: the arg-max stays.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import entry, largest_entry, smallest_entry

D = Domain(n=Integer(1, typical=(1, 12)), i=Integer(1, "n"), j=Integer(1, "n"), z=Vector("n"), d=Vector("n"))
n, i, j, z, d = D.symbols

THEOREM = Theorem(
    name="margin_certifies_prediction",
    title="Margins certify predictions",
    id="lq.net.margin",
    statement="For logits z and a change d in R^n, if z at i exceeds z at j by more than max d - min d, then z + d at "
    "i exceeds z + d at j.",
    domain=D,
    claim=Claim(
        given=[Relation(largest_entry(d) - smallest_entry(d), "<", entry(z, i) - entry(z, j))],
        then=[Relation(entry(z + d, j), "<", entry(z + d, i))],
    ),
    source=Source("lqtheory_dossier", "lq.net.margin"),
)
