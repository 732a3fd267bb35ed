r"""**Minkowski's inequality for atoms**: ||(sum |X_t|^r)^(1/r)||_p <= (sum ||X_t||_p^r)^(1/r), r = min(2, p).

All m atoms drawn have the norm V/m, V = sum |theta_j| ||f_j||_p, so that this is V m^(1/r-1). An equality for p <= 2.
Third step of ``lp_averages``.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.signed_sums import SIGNED_SUMS
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 3)),
    p=Real(1, closed="left", typical=(1, 6)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, p, theta, F = D.symbols
mass = power_sum(DISTANCES["lp_masses"].symbol(theta, F, p), 1)

THEOREM = Theorem(
    name="root_sums_in_lp",
    title="Root sums of atoms in L_p",
    id="lq.dict.lp.roots",
    statement="For every dictionary F of n atoms, coefficients theta, m >= 1 and p >= 1, (sum |X_t|^r)^(1/r)/m for m "
    "draws X_t has a mean l_p norm of at most V m^(1/r-1) with r = min(2,p).",
    domain=D,
    claim=AtMost(SIGNED_SUMS["mean_root_sum"].symbol(theta, F, m, p), mass * m ** (1 / sp.Min(2, p) - 1)),
    source=Source("hardy_littlewood_polya_1952", "Theorem 24 (Minkowski)"),
)
