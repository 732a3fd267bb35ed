r"""**Averages in L_p**: m independent atoms have E||g-f||_p <= 2 T_p V m^{1/r-1}, r = min(2, p), for 1 <= p < inf.

T_p = 1 for p <= 2 and sqrt(p-1) beyond, the type constant; V = sum |theta_j| ||f_j||_p. At p = 1 there is no rate.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.symbols import power_sum, type_constant

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
    name="lp_averages",
    title="Averages of atoms in L_p",
    id="lq.dict.lp",
    statement="For every dictionary F of n atoms, coefficients theta, m >= 1 and p >= 1 the mean of m independent "
    "draws has a mean error in l_p of at most 2 T_p V m^(1/r-1) with r = min(2,p).",
    domain=D,
    claim=AtMost(
        DISTANCES["mean_lp_error"].symbol(theta, F, m, p), 2 * type_constant(p) * mass * m ** (1 / sp.Min(2, p) - 1)
    ),
    source=Source("gao_ing_yang_2013", "Theorem 2"),
    notes="Structure read in the source; the constants are the dossier's (lq.dict.lp).",
)
