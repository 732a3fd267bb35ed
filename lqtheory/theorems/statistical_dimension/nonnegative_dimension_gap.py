r"""**The descent curve among nonnegative vectors exceeds the exact dimension by at most 3**, and by a variance.

0 <= d psi_+ - delta <= 1 + (d-s)/s Var((g-tau)_+) <= 3, Var = (1+tau^2)Q - tau phi - u^2 with u = phi - tau Q. Off the
support only the positive entries of g matter, j of n = d - s of them, and those as for the l_1 norm: delta = sum C(n,j)
2^-n delta_{l_1}(s+j, s), exactly.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import (
    binomial_coefficient,
    l1_descent_dimension,
    nonnegative_descent_share,
    nonnegative_descent_threshold,
)

D = Domain(d=Integer(2, typical=(2, 8)), s=Integer(1, "d-1"))
d, s = D.symbols
n, j = d - s, sp.Symbol("j", integer=True, nonnegative=True)
tau, curve = nonnegative_descent_threshold(s / d), d * nonnegative_descent_share(s / d)
delta = sp.Sum(binomial_coefficient(n, j) * 2 ** (-n) * l1_descent_dimension(s + j, s), (j, 0, n))
density, tail = sp.exp(-(tau**2) / 2) / sp.sqrt(2 * sp.pi), sp.erfc(tau / sp.sqrt(2)) / 2
u = density - tau * tail
variance = (1 + tau**2) * tail - tau * density - u**2

THEOREM = Theorem(
    name="nonnegative_dimension_gap",
    title="Gap of the descent curve among nonnegative vectors",
    id="geom.descent.nonneg",
    statement="For 1 <= s < d and the threshold tau of s/d, d psi_+(s/d) is at least the statistical dimension of the "
    "l_1 descent cone among nonnegative vectors and exceeds it by at most 1 + (d-s)/s Var((g-tau)_+) and by at most 3.",
    domain=D,
    claim=Claim(
        then=[
            Relation(delta, "<=", curve),
            Relation(curve - delta, "<=", 1 + (d - s) / s * variance),
            Relation(curve - delta, "<=", 3),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.descent.nonneg with geom.descent.gap"),
)
