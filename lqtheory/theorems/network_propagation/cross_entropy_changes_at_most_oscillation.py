r"""**Cross-entropy under a change of logits**: |CE(z + d, j) - CE(z, j)| <= max d - min d.

CE(z, j) = ln sum_i e^{z_i} - z_j. Asymptotically sharp: for d with one positive and one negative entry of equal size
the ratio tends to 1 as the softmax concentrates on the right entries.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import entry, largest_entry, log_sum_exp, smallest_entry

D = Domain(n=Integer(1, typical=(1, 12)), j=Integer(1, "n"), z=Vector("n"), d=Vector("n"))
n, j, z, d = D.symbols
change = (log_sum_exp(z + d) - entry(z + d, j)) - (log_sum_exp(z) - entry(z, j))
oscillation = largest_entry(d) - smallest_entry(d)

THEOREM = Theorem(
    name="cross_entropy_changes_at_most_oscillation",
    title="Cross-entropy under a change of logits",
    id="lq.net.loss",
    statement="For logits z and a change d in R^n the cross-entropy of every class j changes by at most max d - min d.",
    domain=D,
    claim=Claim(then=[Relation(change, "<=", oscillation), Relation(-change, "<=", oscillation)]),
    source=Source("lqtheory_dossier", "lq.net.loss"),
)
