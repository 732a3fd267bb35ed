r"""**Small error at every sample point after the largest terms**: max|f-g| <= W(L,n,q,1) ||v||_q sqrt(2 ln(2d)/(m-L)).

v_j = |theta_j| max|f_j| on d points; the L largest terms are kept, m - L atoms chosen for the others as in
:mod:`sup_norm_averages`; for every L < m, hence for the best one, which the algorithm takes. An existence statement:
the algorithm is run and what it returns is measured.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries import sup_norm_greedy
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, support_size, worst_case

D = Domain(
    n=Integer(1, typical=(1, 8)),
    L=Integer(0, "n-1"),
    m=Integer("L+1", typical=("L+1", "L+6")),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, L, m, q, theta, F = D.symbols
g = sp.Symbol("g", real=True)
masses = DISTANCES["peak_masses"].symbol(theta, F)
rate = sp.sqrt(2 * sp.log(2 * DISTANCES["sample_size"].symbol(F)) / (m - L))
bound = worst_case(L, n, q, 1) * lq_norm(masses, q) * rate


def averaged(n: int, L: int, m: int, q: float, theta: np.ndarray, F: np.ndarray) -> np.ndarray:
    """Coefficients that the algorithm returns, whatever L."""
    return sup_norm_greedy(F, theta, m).dense(n)


THEOREM = Theorem(
    name="sup_norm_averages_with_split",
    title="Sparse approximation in the maximum norm after the largest terms",
    id="lq.dict.sup.split",
    statement="For every dictionary F of n atoms on d points, coefficients theta, 0 <= L < m, L < n, q in (0,1] some "
    "combination g of m atoms differs from f by at most W(L,n,q,1) |v|_q sqrt(2 log(2d)/(m-L)) at every point.",
    domain=D,
    claim=Claim(
        then=[
            Relation(support_size(g), "<=", m),
            Relation(DISTANCES["largest_deviation"].symbol(theta, g, F), "<=", bound),
        ],
        witness={"g": averaged},
    ),
    source=Source("lqtheory_dossier", "lq.dict.sup"),
)
