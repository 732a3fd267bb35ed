r"""**The oracle's trade-off between approximation and variance**: A m^{-s} + v m is least at m = (sA/v)^{1/(1+s)}.

With A = 4 C_{q,2}^2 t^2 B^2, s = 2/q - 1 and v = sigma^2/n the least value is (1 + 1/s) v m. Weighted AM-GM. An oracle
statement: the best subset of m columns is taken as known.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem

D = Domain(
    A=Real(0, typical=(0.1, 8)),
    s=Real(0, typical=(1, 8)),
    v=Real(0, typical=(0.01, 2)),
    m=Real(0, typical=(0.1, 16)),
)
A, s, v, m = D.symbols

THEOREM = Theorem(
    name="oracle_trade_off",
    title="Oracle risk over l_q hulls",
    id="lq.risk.oracle",
    statement="For positive A, s, v and m, the sum A m^(-s) + v m is at least (1 + 1/s) v (s A/v)^(1/(1+s)).",
    domain=D,
    claim=AtMost((1 + 1 / s) * v * (s * A / v) ** (1 / (1 + s)), A * m ** (-s) + v * m),
    sharp_at=({"A": 1, "s": 1, "v": 1, "m": 1}, {"A": 4, "s": 1, "v": 1, "m": 2}),
    box={"A": (1, 2), "s": (1, 2), "v": (1, 2), "m": (3, 4)},
    source=Source("lqtheory_dossier", "lq.risk.oracle"),
)
