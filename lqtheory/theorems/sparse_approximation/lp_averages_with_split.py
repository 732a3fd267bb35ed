r"""**Averages in L_p after the largest terms**: mean error <= 2 T_p W(L,n,q,1) ||v||_q (m-L)^{1/r-1}, r = min(2, p).

The L terms with the largest masses v_j = |theta_j| ||f_j||_p are kept, m - L independent atoms are drawn for the
others; for every L < m, hence for the best one. At p = 1 there is no rate in m - L. At the best real L the constant is
that of :mod:`lp_constant_identity`.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.targets import TARGETS
from lqtheory.symbols import lq_norm, type_constant, worst_case

D = Domain(
    n=Integer(1, typical=(1, 5)),
    L=Integer(0, "n-1"),
    m=Integer("L+1", typical=("L+1", "L+3")),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    p=Real(1, closed="left", typical=(1, 6)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, L, m, q, p, theta, F = D.symbols
rest = TARGETS["without_largest_lp"].symbol(theta, F, L, p)
masses = DISTANCES["lp_masses"].symbol(theta, F, p)
rate = (m - L) ** (1 / sp.Min(2, p) - 1)

THEOREM = Theorem(
    name="lp_averages_with_split",
    title="Averages in L_p after the largest terms",
    id="lq.dict.lp.split",
    statement="For every dictionary F of n atoms, coefficients theta, 0 <= L < m, L < n, q in (0,1], p >= 1, keeping "
    "the L terms with the largest masses v in l_p and drawing m-L atoms for the others has a mean error in l_p of at "
    "most 2 T_p W(L,n,q,1) |v|_q (m-L)^(1/r-1) with r = min(2,p).",
    domain=D,
    claim=AtMost(
        DISTANCES["mean_lp_error"].symbol(rest, F, m - L, p),
        2 * type_constant(p) * worst_case(L, n, q, 1) * lq_norm(masses, q) * rate,
    ),
    source=Source("gao_ing_yang_2013", "Theorem 2"),
    notes="Structure read in the source; the constants are the dossier's (lq.dict.lp).",
)
