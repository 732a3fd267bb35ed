r"""**A vector that is short in l_p has small heads**: if (2s)^{1/q-1/p} ||v||_p < 2^{-1/q} ||v||_q they are below half.

The 2s largest entries then carry less than half of the q-mass, so that sparse vectors are l_q-minimal in their cosets:
the first half of the proof that few measurements are not enough.
"""

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, power_sum, tail_power_sum

D = Domain(
    s=Integer(1, typical=(1, 2)),
    n=Integer("2*s", typical=("8*s", "8*s+4")),
    q=Real(0, typical=(0.2, 1)),
    p=Real("q", typical=("2*q", "8*q")),
    x=Vector("n"),
)
s, n, q, p, x = D.symbols

THEOREM = Theorem(
    name="thin_kernel_has_small_heads",
    title="Null space property from short vectors",
    id="lq.lower.gelfand.heads",
    statement="For 0 < q < p, x in R^n and 2s <= n, if (2s)^(1/q-1/p) times the l_p norm of x is less than 2^(-1/q) "
    "times its l_q norm, then less than half of the q-mass of x lies in its 2s largest entries.",
    domain=D,
    claim=Claim(
        given=[Relation((2 * s) ** (1 / q - 1 / p) * lq_norm(x, p), "<", 2 ** (-1 / q) * lq_norm(x, q))],
        then=[Relation(power_sum(x, q), "<", 2 * tail_power_sum(x, 2 * s, q))],
    ),
    source=Source("lqtheory_dossier", "lq.lower.gelfand"),
)
