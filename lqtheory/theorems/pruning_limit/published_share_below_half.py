r"""**The published predictor is pulled towards one half**, term by term, where the truth p is at most one half.

As :mod:`published_share_above_half`, with a concave term: p <= F <= 1/2. Such a p is what trained networks without a
sparse penalty have, and the published formula promises more than the quadratic model grants.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(p=Real(0, sp.Rational(1, 2), closed="right"), x=Real(0, 1, closed="both"))
p, x = D.symbols
term = (1 - p) * x / ((1 - p) * x + p * (1 - x))
tangent = sp.Rational(1, 2) + (x - p) / (4 * p * (1 - p))

THEOREM = Theorem(
    name="published_share_below_half",
    title="Published share of prunable weights, pulled up to one half",
    id="geom.prune.bias.below",
    statement="For 0 < p <= 1/2 and 0 <= x <= 1, (1-p) x/((1-p) x + p (1-x)) is at least x and at most "
    "1/2 + (x-p)/(4 p (1-p)).",
    domain=D,
    claim=Claim(then=[Relation(x, "<=", term), Relation(term, "<=", tangent)]),
    box={"p": (0.25, 0.4), "x": (0.05, 0.15)},
    source=Source("lqtheory_dossier", "geom.prune.bias"),
)
