r"""**The published predictor is pulled towards one half**, term by term, where the truth p is at least one half.

H = Q Lambda Q' with Q Haar, y in general position: x_i = s/(s + lambda_i) has mean p (the slice), and the published
share F is the mean of f(x) = (1-p) x/((1-p) x + p (1-x)), because its level is s (1-p)/p. f is convex for p >= 1/2:
below the chord x, whose mean is p, above its tangent at x = p, whose mean is 1/2. So 1/2 <= F <= p. Sharp at isotropic
spectra and at spectra of 0 and infinity. For p <= 1/2 see :mod:`published_share_below_half`.
"""

import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(p=Real(sp.Rational(1, 2), 1, closed="left"), x=Real(0, 1, closed="both"))
p, x = D.symbols
term = (1 - p) * x / ((1 - p) * x + p * (1 - x))
tangent = sp.Rational(1, 2) + (x - p) / (4 * p * (1 - p))

THEOREM = Theorem(
    name="published_share_above_half",
    title="Published share of prunable weights, pulled down to one half",
    id="geom.prune.bias",
    statement="For 1/2 <= p < 1 and 0 <= x <= 1, (1-p) x/((1-p) x + p (1-x)) is at most x and at least "
    "1/2 + (x-p)/(4 p (1-p)).",
    domain=D,
    claim=Claim(then=[Relation(tangent, "<=", term), Relation(term, "<=", x)]),
    box={"p": (0.6, 0.75), "x": (0.85, 0.95)},
    source=Source("lqtheory_dossier", "geom.prune.bias"),
)
