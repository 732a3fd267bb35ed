r"""**A vector with small entries has small heads**: if (2s)^{1/q} max|x| < 2^{-1/q} ||x||_q they are below half.

This is :mod:`thin_kernel_has_small_heads` for p = inf, where the l_p norm is the largest magnitude: the 2s largest
entries then carry less than half of the q-mass.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, order_statistic, power_sum, tail_power_sum

D = Domain(
    s=Integer(1, typical=(1, 2)),
    n=Integer("2*s", typical=("8*s", "8*s+4")),
    q=Real(0, typical=(0.2, 1)),
    x=Vector("n"),
)
s, n, q, x = D.symbols

THEOREM = Theorem(
    name="thin_kernel_has_small_heads_in_max_norm",
    title="Null space property from vectors with small entries",
    id="lq.lower.gelfand.heads_max_norm",
    statement="For q > 0, x in R^n and 2s <= n, if (2s)^(1/q) times the largest magnitude of x is less than 2^(-1/q) "
    "times its l_q norm, then less than half of the q-mass of x lies in its 2s largest entries.",
    domain=D,
    claim=Claim(
        given=[Relation((2 * s) ** (1 / q) * order_statistic(x, 1), "<", 2 ** (-1 / q) * lq_norm(x, q))],
        then=[Relation(power_sum(x, q), "<", 2 * tail_power_sum(x, 2 * s, q))],
    ),
    source=Source("lqtheory_dossier", "lq.lower.gelfand"),
)
