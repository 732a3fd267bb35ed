r"""**Threshold rounding**: some m atoms have ||f-g||^2 <= R_m(v) + (1 + H_{4m-1}) tau^2/2, in every dictionary.

tau solves sum min(1, v_j/tau) = m, R_m(v) = sum_{v_j < tau} v_j (tau - v_j). With :mod:`rounding_variance_bound` and
:mod:`rounding_threshold_bound` the constant tends to K*_q as m grows, the best possible one
(:mod:`sharp_constant_is_approached`). An existence statement: the algorithm is run and what it returns is measured.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries import threshold_rounding
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import harmonic_number, rounding_threshold, rounding_variance, support_size

D = Domain(n=Integer(1, typical=(1, 8)), theta=Vector("n"), F=DICTIONARY, m=Integer(1, typical=(1, 5)))
n, theta, F, m = D.symbols
g = sp.Symbol("g", real=True)
masses = MEASURED["atom_masses"].symbol(theta, F)
bound = rounding_variance(masses, m) + (1 + harmonic_number(4 * m - 1)) / 2 * rounding_threshold(masses, m) ** 2


def rounded(n: int, theta: np.ndarray, F: np.ndarray, m: int) -> np.ndarray:
    """Coefficients that threshold rounding returns."""
    return threshold_rounding(F, theta, m, weights=np.ones(len(F))).dense(n)


THEOREM = Theorem(
    name="threshold_rounding_bound",
    title="Threshold rounding in every dictionary",
    id="lq.dict.threshold",
    statement="For every dictionary F of n atoms, coefficients theta and m >= 1 some combination g of m atoms has a "
    "squared error of at most R_m(v) + (1 + H_{4m-1})/2 times the squared threshold.",
    domain=D,
    claim=Claim(
        then=[
            Relation(support_size(g), "<=", m),
            Relation(DISTANCES["combination_distance"].symbol(theta, g, F) ** 2, "<=", bound),
        ],
        witness={"g": rounded},
    ),
    source=Source("lqtheory_dossier", "lq.dict.threshold"),
)
