r"""**The l_1 descent curve is concave**: w psi(rho) + (1-w) psi(r) <= psi(w rho + (1-w) r).

psi is an infimum of functions that are affine in the fraction. So psi lies above its chords, and two-sided enclosures
on whole intervals follow from their ends. Attained at rho = r.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import l1_descent_share as psi

D = Domain(rho=Real(0, 1), r=Real(0, 1), w=Real(0, 1))
rho, r, w = D.symbols

THEOREM = Theorem(
    name="l1_curve_is_concave",
    title="Concavity of the l_1 descent curve",
    id="geom.descent.l1",
    statement="For fractions rho, r and a weight w between 0 and 1, w psi(rho) + (1-w) psi(r) is at most "
    "psi(w rho + (1-w) r).",
    domain=D,
    claim=AtMost(w * psi(rho) + (1 - w) * psi(r), psi(w * rho + (1 - w) * r)),
    sharp_at=({"rho": 0.25, "r": 0.25, "w": 0.5},),
    box={"rho": (0.1, 0.2), "r": (0.7, 0.8), "w": (0.4, 0.6)},
    source=Source("lqtheory_dossier", "geom.descent.l1"),
)
