r"""**Excesses of the norm of a Gaussian block in closed form**, with U(a) = Gamma(a, t^2/2)/Gamma(a), at most 1.

E(r-t)_+ = lambda_b U((b+1)/2) - t U(b/2) and E(r-t)_+^2 = b U(b/2+1) - 2t lambda_b U((b+1)/2) + t^2 U(b/2), in which
the terms cancel for large t. Equalities.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import block_excess, block_excess_square, chi_mean, gamma_ratio

D = Domain(b=Integer(1, typical=(1, 24)), t=Real(0, typical=(0.1, 4)))
b, t = D.symbols
half = sp.Rational(1, 2)
above = [1 - gamma_ratio(s, t**2 / 2) for s in (b / 2, (b + 1) / 2, b / 2 + 1)]
mean = chi_mean(b) * above[1]

THEOREM = Theorem(
    name="block_excess_in_closed_form",
    title="Excesses of block norms in closed form",
    id="geom.descent.group",
    statement="For b >= 1 and t > 0, E(r-t)_+ is lambda_b U((b+1)/2) - t U(b/2) and E(r-t)_+^2 is b U(b/2+1) - "
    "2t lambda_b U((b+1)/2) + t^2 U(b/2), with the regularised upper incomplete gamma function U at t^2/2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(block_excess(t, b), "=", mean - t * above[0]),
            Relation(block_excess_square(t, b), "=", b * above[2] - 2 * t * mean + t**2 * above[0]),
        ]
    ),
    sharp_at=({"b": 3, "t": 1}, {"b": 8, "t": 2}),
    source=Source("lqtheory_dossier", "geom.descent.group"),
)
