r"""**A factor in the tolerated loss moves the published share by at most tanh((log c)/4)**, term by term.

c = u^2 >= 1 times epsilon takes x to c x/(1 + (c-1) x), by at most (u-1)/(u+1) = tanh((log c)/4), attained at
x = 1/(u+1). For c = 2 (batches of 128 and 512 of the public code, whose epsilon scales like one over the root of the
batch) it is 0.1716. The radius divided by u has the same effect, so that R and R u differ by at most (u-1)/(u+1) too.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(x=Real(0, 1, closed="both"), u=Real(1, closed="left", typical=(1, 8)))
x, u = D.symbols
moved = u**2 * x / (1 + (u**2 - 1) * x) - x
most = (u - 1) / (u + 1)
tangent = (sp.sqrt(u) - 1 / sp.sqrt(u)) / (sp.sqrt(u) + 1 / sp.sqrt(u))  # tanh((log u)/2) in exponentials

THEOREM = Theorem(
    name="factor_moves_share",
    title="Sensitivity of the published share to a factor",
    id="geom.prune.eps",
    statement="For 0 <= x <= 1 and u >= 1, u^2 x/(1 + (u^2-1) x) - x is at most (u-1)/(u+1), which is "
    "(sqrt(u) - 1/sqrt(u))/(sqrt(u) + 1/sqrt(u)), the hyperbolic tangent of (log u)/2.",
    domain=D,
    claim=Claim(then=[Relation(moved, "<=", most), Relation(tangent, "=", most)]),
    sharp_at=({"x": 0.25, "u": 3},),
    box={"x": (0.6, 0.9), "u": (1.5, 2)},
    source=Source("lqtheory_dossier", "geom.prune.published (sensitivity)"),
)
