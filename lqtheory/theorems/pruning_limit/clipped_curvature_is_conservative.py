r"""**Clipped and absolute curvature are conservative, the absolute one more so**, term by term.

lam <= max(lam, 0) <= |lam| makes the quadratic form larger and the sublevel set smaller; the share s/(s + .) of a
negative eigenvalue is 1 after clipping and s/(s + |lam|) with its absolute value.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(lam=Real(-sp.oo, typical=(-10, 10)), s=Real(0, typical=(0.1, 10)))
lam, s = D.symbols
clipped, absolute = sp.Max(lam, 0), sp.Max(lam, -lam)

THEOREM = Theorem(
    name="clipped_curvature_is_conservative",
    title="Negative curvature, clipped or made positive",
    id="geom.prune.negative",
    statement="For real lam and s > 0, lam <= max(lam, 0) <= max(lam, -lam) = |lam|, and s/(s + |lam|) is at most "
    "s/(s + max(lam, 0)).",
    domain=D,
    claim=Claim(
        then=[
            Relation(lam, "<=", clipped),
            Relation(clipped, "<=", absolute),
            Relation(s / (s + absolute), "<=", s / (s + clipped)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.negative"),
)
