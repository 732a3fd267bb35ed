r"""**False: rounding R to an integer moves the published share by at most (1/2)(1/2)/R**.

The slope is at most 1/2 in size in log R, so that 1/(4R) is right to first order. Rounded down from R = r + t, t <=
1/2, the error reaches t/(2r + t), for r = 1, t = 1/2 that is 1/5 > 1/6. Corrected by
:mod:`rounded_radius_moves_share`.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem

D = Domain(
    r=Integer(1, typical=(1, 8)),
    t=Real(0, sp.Rational(1, 2), closed="right"),
    lam=Real(0, closed="left", typical=(0, 4)),
)
r, t, lam = D.symbols
R = r + t

THEOREM = Theorem(
    name="rounded_radius_to_first_order",
    title="Error of a rounded radius to first order (false)",
    id="geom.prune.audit.rounding",
    statement="For an integer r >= 1, 0 < t <= 1/2, R = r + t and lam >= 0, 1/(1 + r^2 lam) - 1/(1 + R^2 lam) is at "
    "most 1/(4 R).",
    domain=D,
    claim=AtMost(1 / (1 + r**2 * lam) - 1 / (1 + R**2 * lam), 1 / (4 * R)),
    source=Source("lqtheory_dossier", "geom.prune.audit (3)"),
    expected="refuted",
    corrected_by="rounded_radius_moves_share",
    notes="The dossier says 'error up to'; the inequality is what fails.",
)
