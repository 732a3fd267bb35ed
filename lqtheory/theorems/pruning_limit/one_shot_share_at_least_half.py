r"""**The published share is at least one half where one-shot pruning is feasible**, for a generic direction.

One-shot feasibility for a direction in general position is R^2 Tr H/D <= 2 epsilon, i.e. a mu <= 1; by
:mod:`mean_curvature_bounds_share` then F >= 1/(1 + a mu) >= 1/2. Equality at isotropic spectra at the threshold.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(a=Real(0, typical=(0.1, 10)), mu=Real(0, closed="left", typical=(0, 10)))
a, mu = D.symbols

THEOREM = Theorem(
    name="one_shot_share_at_least_half",
    title="Published share where one-shot pruning is feasible",
    id="geom.prune.bias.one_shot",
    statement="For a > 0 and mu >= 0 with a mu <= 1, 1/(1 + a mu) is at least 1/2.",
    domain=D,
    claim=Claim(given=[Relation(a * mu, "<=", 1)], then=[Relation(sp.Rational(1, 2), "<=", 1 / (1 + a * mu))]),
    source=Source("lqtheory_dossier", "geom.prune.bias"),
)
