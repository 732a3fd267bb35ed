r"""**Small error at every sample point**: some m atoms have max|f-g| <= V sqrt(2 ln(2d)/m) on d points.

v_j = |theta_j| max|f_j|, V = sum v_j. The atoms minimise a sum of cosh step by step; Hoeffding's lemma bounds what the
mean over the atoms does. An existence statement: the algorithm is run and what it returns is measured.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries import sup_norm_greedy
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum, support_size

D = Domain(n=Integer(1, typical=(1, 8)), theta=Vector("n"), F=DICTIONARY, m=Integer(1, typical=(1, 8)))
n, theta, F, m = D.symbols
g = sp.Symbol("g", real=True)
mass = power_sum(DISTANCES["peak_masses"].symbol(theta, F), 1)
bound = mass * sp.sqrt(2 * sp.log(2 * DISTANCES["sample_size"].symbol(F)) / m)


def averaged(n: int, theta: np.ndarray, F: np.ndarray, m: int) -> np.ndarray:
    """Coefficients that the algorithm returns without keeping largest terms."""
    return sup_norm_greedy(F, theta, m, split=False).dense(n)


THEOREM = Theorem(
    name="sup_norm_averages",
    title="Sparse approximation in the maximum norm of a sample",
    id="lq.dict.sup",
    statement="For every dictionary F of n atoms on d points, coefficients theta and m >= 1 some combination g of m "
    "atoms differs from f by at most V sqrt(2 log(2d)/m) at every point.",
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
