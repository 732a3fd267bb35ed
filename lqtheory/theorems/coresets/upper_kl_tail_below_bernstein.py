r"""**The Chernoff bound above is never worse than Bernstein's**: kl_upper_tail <= bernstein_upper_tail.

m kl((1+e)/B || 1/B) >= 3 m e^2/((6+2e)(B-1)) for 0 < e < B - 1; at e = B - 1 the left side is m log B, beyond infinite.
Sharp as e -> 0.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import bernstein_upper_tail, kl_upper_tail

D = Domain(
    m=Integer(1, typical=(1, 200)),
    B=Real(1, typical=(1, 32)),
    epsilon=Real(0, "B-1"),
)
m, B, epsilon = D.symbols

THEOREM = Theorem(
    name="upper_kl_tail_below_bernstein",
    title="Chernoff's bound above is at most Bernstein's",
    id="coreset.tail.kl",
    statement="For m >= 1, B > 1 and 0 < epsilon < B - 1, exp(-m kl((1+epsilon)/B || 1/B)) is at most "
    "exp(-3 m epsilon^2/((6+2 epsilon)(B-1))).",
    domain=D,
    claim=AtMost(kl_upper_tail(m, B, epsilon), bernstein_upper_tail(m, B, epsilon)),
    box={"m": (20, 21), "B": (4, 4.25), "epsilon": (0.8, 1)},
    source=Source("lqtheory_dossier", "coreset.tail.kl"),
)
