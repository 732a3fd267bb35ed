r"""**Threshold rounding for any target**: some m atoms have ||y-g||^2 <= ||y-f||^2 + R_m(v) + (1 + H_{4m-1}) tau^2/2.

As :mod:`threshold_rounding_bound`, with f - y inside the norm of the potential, whose second derivatives it does not
change. An existence statement: the algorithm is run and what it returns is measured.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries import threshold_rounding
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import harmonic_number, rounding_threshold, rounding_variance, support_size

D = Domain(n=Integer(1, typical=(1, 8)), theta=Vector("n"), F=DICTIONARY, y=TARGET, m=Integer(1, typical=(1, 5)))
n, theta, F, y, m = D.symbols
g = sp.Symbol("g", real=True)
masses = MEASURED["atom_masses"].symbol(theta, F)
square = DISTANCES["target_distance"].symbol(y, theta, F) ** 2
tau = rounding_threshold(masses, m)
bound = square + rounding_variance(masses, m) + (1 + harmonic_number(4 * m - 1)) / 2 * tau**2


def rounded(n: int, theta: np.ndarray, F: np.ndarray, y: np.ndarray, m: int) -> np.ndarray:
    """Coefficients that threshold rounding returns for the target."""
    return threshold_rounding(F, theta, m, weights=np.ones(len(F)), target=y).dense(n)


THEOREM = Theorem(
    name="threshold_rounding_for_target",
    title="Threshold rounding for any target",
    id="lq.dict.threshold.target",
    statement="For every dictionary F of n atoms, coefficients theta, every y and m >= 1 some combination g of m atoms "
    "has a squared distance to y of at most |y-f|^2 + R_m(v) + (1 + H_{4m-1})/2 times the squared threshold.",
    domain=D,
    claim=Claim(
        then=[
            Relation(support_size(g), "<=", m),
            Relation(DISTANCES["target_distance"].symbol(y, g, F) ** 2, "<=", bound),
        ],
        witness={"g": rounded},
    ),
    source=Source("lqtheory_dossier", "lq.dict.threshold"),
)
