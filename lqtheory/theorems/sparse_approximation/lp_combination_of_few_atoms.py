r"""**A combination of few atoms near f in L_p**: ||f-g||_p <= 2 T_p W(L,n,q,1) ||v||_q (m-L)^{1/r-1}, r = min(2, p).

What :mod:`lp_averages_with_split` says of the mean error is reached by one combination of m atoms, for 1 <= p < inf and
every L < m, hence for the best one, which the algorithm takes; v_j = |theta_j| ||f_j||_p. An existence statement: the
algorithm (every choice keeps the norm smallest) is run and what it returns is measured.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries import lp_greedy
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, support_size, type_constant, worst_case

D = Domain(
    n=Integer(1, typical=(1, 8)),
    L=Integer(0, "n-1"),
    m=Integer("L+1", typical=("L+1", "L+6")),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    p=Real(1, closed="left", typical=(1, 6)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, L, m, q, p, theta, F = D.symbols
g = sp.Symbol("g", real=True)
norm = lq_norm(DISTANCES["lp_masses"].symbol(theta, F, p), q)
bound = 2 * type_constant(p) * worst_case(L, n, q, 1) * norm * (m - L) ** (1 / sp.Min(2, p) - 1)


def averaged(n: int, L: int, m: int, q: float, p: float, theta: np.ndarray, F: np.ndarray) -> np.ndarray:
    """Coefficients that the algorithm returns, whatever L."""
    return lp_greedy(F, theta, m, p, weights=np.ones(len(F))).dense(n)


THEOREM = Theorem(
    name="lp_combination_of_few_atoms",
    title="Sparse approximation in L_p",
    id="lq.dict.lp.combination",
    statement="For every dictionary F of n atoms, coefficients theta, 0 <= L < m, L < n, q in (0,1], p >= 1 some "
    "combination g of m atoms has an l_p distance to f of at most 2 T_p W(L,n,q,1) |v|_q (m-L)^(1/r-1), r = min(2,p).",
    domain=D,
    claim=Claim(
        then=[
            Relation(support_size(g), "<=", m),
            Relation(DISTANCES["lp_distance"].symbol(theta, g, F, p), "<=", bound),
        ],
        witness={"g": averaged},
    ),
    source=Source("gao_ing_yang_2013", "Theorem 2"),
    notes="Structure read in the source; the constants are the dossier's (lq.dict.lp).",
)
