r"""**Squared oracle inequality**: sigma_m(y)^2 <= ||y - f||^2 + 2 m^{1-2/q} ||v||_q^2 for every y.

For f = sum theta_j f_j, 0 < q <= 1 and m >= 1; v_j = |theta_j| ||f_j||. The published constant is 2^{2/q-1} instead of
2, equal at q = 1 only (:mod:`oracle_constant_at_most_published`). sigma_m(y) is the least distance of y to the span of
m atoms.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.symbols import lq_norm

D = Domain(
    n=Integer(1, typical=(1, 6)),
    m=Integer(1, typical=(1, 4)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
    y=TARGET,
)
n, m, q, theta, F, y = D.symbols
norm = lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)
excess = 2 * m ** (1 - 2 / q) * norm**2

THEOREM = Theorem(
    name="squared_oracle_inequality",
    title="Squared oracle inequality for sparse approximation",
    id="lq.dict.oracle",
    statement="For every dictionary F of n atoms, every y, coefficients theta, m >= 1 and 0 < q <= 1 the best squared "
    "error of m atoms is at most |y-f|^2 + 2 m^(1-2/q) times the squared l_q norm of the masses.",
    domain=D,
    claim=AtMost(
        DISTANCES["best_target_error"].symbol(y, F, m) ** 2,
        DISTANCES["target_distance"].symbol(y, theta, F) ** 2 + excess,
    ),
    extremal=lambda n, m, q: {"theta": np.ones(n), "F": np.eye(n), "y": np.ones(n)},
    source=Source("lqtheory_dossier", "lq.dict.oracle"),
    notes="The published theorem is for atoms of norm at most 1; masses stand for the coefficients here.",
)
