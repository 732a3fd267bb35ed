r"""**Clipping to an interval never rises faster than its argument**: hardtanh and ReLU6 have constant 1.

Values are clipped to [a, a + w], so 0 <= clip(t + h) - clip(t) <= h for h > 0. The smaller of x and y is written
-max(-x, -y).
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    t=Real(typical=(-4, 4)), h=Real(0, typical=(0.1, 6)), a=Real(typical=(-2, 2)),
    w=Real(0, closed="left", typical=(0, 6)),
)  # fmt: skip
t, h, a, w = D.symbols


def capped(x: sp.Expr) -> sp.Expr:
    """Minus the smaller of x and the upper end."""
    return sp.Max(-x, -a - w)


def clipped(x: sp.Expr) -> sp.Expr:
    """The value clipped to [a, a + w]."""
    return sp.Max(a, -capped(x))


THEOREM = Theorem(
    name="hardtanh_slope_is_bounded",
    title="Lipschitz constant of hardtanh",
    id="lq.net.lip.hardtanh",
    statement="For all real t and a, w >= 0 and h > 0, clipping to [a, a + w] changes from t to t + h by at least 0 "
    "and at most h.",
    domain=D,
    claim=Claim(then=[Relation(clipped(t + h), "<=", clipped(t) + h), Relation(clipped(t), "<=", clipped(t + h))]),
    sharp_at=({"t": 0.25, "h": 0.5, "a": 0, "w": 1},),
    box={"t": (-2, -1.5), "h": (1, 1.2), "a": (-1.4, -1.2), "w": (2, 3)},
    source=Source("lqtheory_dossier", "lq.net.lip"),
)
