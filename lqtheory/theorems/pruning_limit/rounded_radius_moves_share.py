r"""**Rounding the radius moves the published share by at most |R - r|/(R + r)**, term by term, and that is attained.

The public implementation (as recalled) rounds R to an integer r before it looks up the share. With lam in units of
2 epsilon the share of an eigenvalue is 1/(1 + R^2 lam). For |R - r| <= 1/2 the error is at most 1/(4R - 1) when
rounding down and 1/(4R + 1) when rounding up, not 1/(4R) as a first-order estimate says
(:mod:`rounded_radius_to_first_order`). For R < 1/2, r = 0 and the share is 1. Equality at lam = 1/(R r).
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(
    r=Real(0, typical=(0.5, 10)),
    R=Real("r", closed="left", typical=("r", "r + 0.5")),
    lam=Real(0, closed="left", typical=(0, 10)),
)
r, R, lam = D.symbols
error = 1 / (1 + r**2 * lam) - 1 / (1 + R**2 * lam)

THEOREM = Theorem(
    name="rounded_radius_moves_share",
    title="Error of a rounded radius",
    id="geom.prune.audit.rounding",
    statement="For 0 < r <= R and lam >= 0, 1/(1 + r^2 lam) - 1/(1 + R^2 lam) is at least 0 and at most "
    "(R - r)/(R + r).",
    domain=D,
    claim=Claim(then=[Relation(0, "<=", error), Relation(error, "<=", (R - r) / (R + r))]),
    sharp_at=({"r": 1, "R": 2, "lam": 0.5}, {"r": 2, "R": 4, "lam": 0.125}),
    box={"r": (1, 1.125), "R": (2, 2.125), "lam": (2, 2.125)},
    source=Source("lqtheory_dossier", "geom.prune.audit (3)"),
    notes="The pipeline is described as recalled from public code; the statement is about the arithmetic alone.",
)
