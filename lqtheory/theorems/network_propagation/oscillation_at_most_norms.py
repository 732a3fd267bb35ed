r"""**Oscillation and norms**: max d - min d <= sqrt 2 ||d||_2 and <= 2 ||d||_inf.

Equality at d = (1, -1). With a bound of the output error in either norm this bounds the change of margins and losses.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import largest_entry, lq_norm, peak, smallest_entry

D = Domain(n=Integer(1, typical=(1, 12)), d=Vector("n"))
n, d = D.symbols
oscillation = largest_entry(d) - smallest_entry(d)

THEOREM = Theorem(
    name="oscillation_at_most_norms",
    title="Oscillation and norms",
    id="lq.net.loss.oscillation",
    statement="For d in R^n the difference of the largest and the smallest entry is at most sqrt(2) times its "
    "Euclidean norm and at most twice its maximum norm.",
    domain=D,
    claim=Claim(
        then=[Relation(oscillation, "<=", sp.sqrt(2) * lq_norm(d, 2)), Relation(oscillation, "<=", 2 * peak(d))]
    ),
    source=Source("lqtheory_dossier", "lq.net.loss"),
)
