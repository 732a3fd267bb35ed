r"""**A factor for the edges kept**: shares r in [l, h] dropped leave (h-l)/(2-l-h) with the factor c = 2/(2-l-h).

Without it the error is r <= h; with it |c (1-r) - 1| <= (h-l)/(2-l-h) <= h/(2-h). No other factor does better:
max(c(1-l) - 1, 1 - c(1-h)) is at least that for every c. Attained at r = l and r = h, the second bound at l = 0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    h=Real(0, 1, typical=(0.05, 0.95)),
    l=Real(0, "h", closed="both"),
    r=Real("l", "h", closed="both"),
    c=Real(0, typical=(0.5, 3)),
)
h, l, r, c = D.symbols  # noqa: E741 - the letters of the claim
error = (h - l) / (2 - l - h)
factor = 2 / (2 - l - h)

THEOREM = Theorem(
    name="common_factor_halves_error",
    title="Best common factor for the edges kept",
    id="coreset.det_rescaled",
    statement="For 0 <= l <= r <= h < 1, h > 0, and c > 0: with the factor 2/(2-l-h) the relative error of a share r "
    "dropped is at most (h-l)/(2-l-h), which is at most h/(2-h); and with any factor c one of the shares l and h has "
    "at least that error.",
    domain=D,
    claim=Claim(
        then=[
            Relation(factor * (1 - r) - 1, "<=", error),
            Relation(1 - factor * (1 - r), "<=", error),
            Relation(error, "<=", h / (2 - h)),
            Relation(error, "<=", sp.Max(c * (1 - l) - 1, 1 - c * (1 - h))),
        ]
    ),
    box={"h": (0.5, 0.6), "l": (0.1, 0.2), "r": (0.3, 0.4), "c": (1.9, 2)},
    source=Source("lqtheory_dossier", "coreset.det_rescaled"),
)
