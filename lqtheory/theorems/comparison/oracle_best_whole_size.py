r"""**No whole size of the subset beats both neighbours of m°**: the oracle takes the better of floor(m°) and ceil(m°).

With u = m° the minimiser of :mod:`oracle_trade_off` and A = v u^{1+s}/s, the trade-off A x^{-s} + v x falls up to u and
rises after it (:mod:`oracle_trade_off_above_tangents`). Sizes are at least 1; the empty subset is compared last, see
:mod:`oracle_risk_of_best_subset`.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem

D = Domain(
    u=Real(0, typical=(0.2, 12)),
    s=Real(0, typical=(0.5, 8)),
    v=Real(0, typical=(0.01, 2)),
    m=Integer(1, typical=(1, 16)),
)
u, s, v, m = D.symbols


def trade_off(x: sp.Expr) -> sp.Expr:
    """Bound on the risk with x columns."""
    return v * u ** (1 + s) / s * x ** (-s) + v * x


below, above = sp.Max(1, sp.floor(u)), -sp.floor(-u)
better = -sp.Max(-trade_off(below), -trade_off(above))

THEOREM = Theorem(
    name="oracle_best_whole_size",
    title="Best whole size of the oracle's subset",
    id="lq.risk.oracle.integer",
    statement="For u, s, v > 0, every integer m >= 1 and A = v u^(1+s)/s, the smaller value of A x^(-s) + v x at "
    "x = max(1, floor(u)) and x = ceil(u) is at most that at m.",
    domain=D,
    claim=AtMost(better, trade_off(m)),
    sharp_at=({"u": 2, "s": 1, "v": 1, "m": 2}, {"u": 3.5, "s": 1, "v": 2, "m": 4}),
    box={"u": (2.25, 2.5), "s": (1, 1.25), "v": (1, 1.25), "m": (4, 6)},
    source=Source("lqtheory_dossier", "lq.risk.oracle"),
    notes="The smaller of a and b is written -max(-a, -b), rounding up -floor(-u).",
)
