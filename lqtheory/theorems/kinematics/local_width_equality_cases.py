r"""**Where the published local width is exact, and where it is off by a factor of two**: the gaps, term by term.

x = s/(s+lambda_i) has mean P, and the published F is the mean of (1-P) x/(1 - P x); it lies between P/(1+P) and P
(:mod:`local_width_within_factor_two`). The gap to the chord x vanishes exactly for x = 0 and x = 1, the gap to the
tangent exactly for x = P: F = P for spectra of infinity and 0, F = P/(1+P) for isotropic ones, and only for these.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation

D = Domain(P=Real(0, 1), x=Real(0, 1, closed="both"))
P, x = D.symbols
term = (1 - P) * x / (1 - P * x)
slope = 1 / ((1 - P) * (1 + P) ** 2)

THEOREM = Theorem(
    name="local_width_equality_cases",
    title="Equality cases of the published local width",
    id="geom.ell.larsen.equality",
    statement="For 0 < P < 1, 0 <= x <= 1 and c = 1/((1-P)(1+P)^2), (1-P) x/(1-P x) plus P x (1-x)/(1-P x) is x, and "
    "plus c P it is P/(1+P) + c x + c P (x-P)^2/(1-P x).",
    domain=D,
    claim=Claim(
        then=[
            Relation(term + P * x * (1 - x) / (1 - P * x), "=", x),
            Relation(term + slope * P, "=", P / (1 + P) + slope * x + slope * P * (x - P) ** 2 / (1 - P * x)),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.ell.larsen (b)"),
)
