r"""**How far the published local width is off for a generic direction**: P/(1+P) <= F <= P, term by term.

x = s/(s+lambda_i) has mean P = N(s)/D, and the published F is the mean of (1-P) x/(1 - P x), because s_B = s (1-P).
This function is convex in x: it lies below the chord x, whose mean is P, and above its tangent at x = P, whose mean is
P/(1+P). So the truth lies between F and F/(1-F). Upper equality at spectra of 0 and infinity, lower one at isotropic
ones, and at no others: :mod:`local_width_equality_cases`.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(P=Real(0, 1), x=Real(0, 1, closed="both"))
P, x = D.symbols
term = (1 - P) * x / (1 - P * x)
tangent = P / (1 + P) + (x - P) / ((1 - P) * (1 + P) ** 2)

THEOREM = Theorem(
    name="local_width_within_factor_two",
    title="Published local width within a factor of two",
    id="geom.ell.larsen",
    statement="For 0 < P < 1 and 0 <= x <= 1, (1-P) x/(1-P x) is at most x and at least "
    "P/(1+P) + (x-P)/((1-P)(1+P)^2).",
    domain=D,
    claim=Claim(then=[Relation(tangent, "<=", term), Relation(term, "<=", x)]),
    box={"P": (0.25, 0.75), "x": (0.8, 0.9)},
    source=Source("lqtheory_dossier", "geom.ell.larsen (b)"),
)
