r"""**The Chernoff bound below is never worse than Bernstein's**: kl_lower_tail <= bernstein_lower_tail.

m kl((1-e)/B || 1/B) >= m e^2/(2(B-1) + 2e/3) for 0 < e < 1 and B > 1. Sharp as e -> 0.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import bernstein_lower_tail, kl_lower_tail

D = Domain(
    m=Integer(1, typical=(1, 200)),
    B=Real(1, typical=(1, 32)),
    epsilon=Real(0, 1),
)
m, B, epsilon = D.symbols

THEOREM = Theorem(
    name="lower_kl_tail_below_bernstein",
    title="Chernoff's bound below is at most Bernstein's",
    id="coreset.tail.kl",
    statement="For m >= 1, B > 1 and 0 < epsilon < 1, exp(-m kl((1-epsilon)/B || 1/B)) is at most "
    "exp(-m epsilon^2/(2(B-1) + 2 epsilon/3)).",
    domain=D,
    claim=AtMost(kl_lower_tail(m, B, epsilon), bernstein_lower_tail(m, B, epsilon)),
    box={"m": (20, 21), "B": (4, 4.25), "epsilon": (0.8, 0.95)},
    source=Source("lqtheory_dossier", "coreset.tail.kl"),
)
