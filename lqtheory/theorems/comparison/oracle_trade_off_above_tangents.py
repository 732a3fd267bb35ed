r"""**The oracle's trade-off lies above its tangents**: A x^{-s} + v x is convex, and stationary at u.

With A = v u^{1+s}/s, the least value is at x = u and the slope at x is v (1 - (u/x)^{1+s}): the trade-off falls up to u
and rises after it. Bernoulli's inequality.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    u=Real(0, typical=(0.1, 12)),
    s=Real(0, typical=(0.5, 8)),
    v=Real(0, typical=(0.01, 2)),
    x=Real(0, typical=(0.1, 16)),
    y=Real(0, typical=(0.1, 16)),
)
u, s, v, x, y = D.symbols
scale = v * u ** (1 + s) / s

THEOREM = Theorem(
    name="oracle_trade_off_above_tangents",
    title="Convexity of the oracle's trade-off",
    id="lq.risk.oracle.convex",
    statement="For positive u, s, v, x, y and A = v u^(1+s)/s, A y^(-s) + v y is at least A x^(-s) + v x plus "
    "v (y - x) (1 - (u/x)^(1+s)).",
    domain=D,
    claim=AtMost(scale * x ** (-s) + v * x + v * (y - x) * (1 - (u / x) ** (1 + s)), scale * y ** (-s) + v * y),
    sharp_at=({"u": 2, "s": 1, "v": 1, "x": 2, "y": 2},),
    box={"u": (1, 1.25), "s": (1, 1.25), "v": (1, 1.25), "x": (1, 1.25), "y": (3, 4)},
    source=Source("lqtheory_dossier", "lq.risk.oracle"),
)
