r"""**Constants in L_p**: K_{q,r} = C_{q,r} r (r-1)^{-(r-1)/r} for 0 < q <= 1 < r <= 2; at r = 2 it is 2C_{q,2}."""

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import stechkin_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.1, 1)), r=Real(1, 2, closed="right", typical=(1.1, 2)))
q, r = D.symbols
rate = (r - 1) / r
constant = q ** (1 / r) * (1 - q / r) ** (1 / q - 1 / r) * rate**-rate

THEOREM = Theorem(
    name="lp_constant_identity",
    title="Constant of sparse approximation in L_p",
    id="lq.dict.lp.constant",
    statement="For 0 < q <= 1 < r <= 2 the constant K_{q,r} equals C_{q,r} r (r-1)^(-(r-1)/r).",
    domain=D,
    claim=Equal(constant, stechkin_constant(q, r) * r * (r - 1) ** -rate),
    source=Source("lqtheory_dossier", "lq.dict.lp"),
)
