r"""**The l_1 descent curve rises**: psi(rho) <= psi(r) for rho <= r.

More active coordinates make the cone larger. So the range of psi on an interval of fractions is the interval between
the values at its ends. Attained at rho = r.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import l1_descent_share as psi

D = Domain(r=Real(0, 1), rho=Real(0, "r", closed="right"))
r, rho = D.symbols

THEOREM = Theorem(
    name="l1_curve_rises",
    title="Monotonicity of the l_1 descent curve",
    id="geom.descent.l1",
    statement="For 0 < rho <= r < 1, psi(rho) is at most psi(r).",
    domain=D,
    claim=AtMost(psi(rho), psi(r)),
    sharp_at=({"r": 0.25, "rho": 0.25},),
    box={"r": (0.7, 0.8), "rho": (0.1, 0.2)},
    source=Source("lqtheory_dossier", "geom.descent.l1"),
)
