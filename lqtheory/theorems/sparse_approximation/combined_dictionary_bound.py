r"""**Sparse approximation in every dictionary**: sigma_m(f) <= 2C_{q,2} m^{1/2-1/q} ||v||_q for 0 < q < 1, 1 <= m < n.

v_j = |theta_j| ||f_j|| and 2C_{q,2} = sqrt(2q)(1-q/2)^{1/q-1/2}, twice the sharp constant of orthonormal atoms. The m
atoms are the L largest terms, L = m(2-2q)/(2-q) rounded up, and those that pursuit chooses for the others. At q = 1
this is :mod:`orthogonal_greedy_pursuit`; for m >= n the error is 0. Nothing is assumed about correlations.
"""

import math

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, uniform_dictionary_constant

D = Domain(
    n=Integer(2, typical=(2, 6)),
    m=Integer(1, "n-1", typical=(1, "n-1")),
    L=Integer(1, "m"),
    q=Real(0, 1, typical=(0.2, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, L, q, theta, F = D.symbols
split = m * 2 * (1 - q) / (2 - q)
norm = lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)
best = MEASURED["best_dictionary_error"].symbol(theta, F, m)
rate = uniform_dictionary_constant(q) * m ** (sp.Rational(1, 2) - 1 / q)


def extremal(n: int, m: int, L: int, q: float) -> dict[str, np.ndarray]:
    """The flat vector on orthonormal atoms that is worst there: half of the bound, up to rounding."""
    count = min(n, max(m + 1, math.floor(2 * m / (2 - q))))
    return {"theta": (np.arange(n) < count).astype(float), "F": np.eye(n)}


THEOREM = Theorem(
    name="combined_dictionary_bound",
    title="Sparse approximation in every dictionary",
    id="lq.dict.combined",
    statement="For every dictionary F of n atoms, coefficients theta, 0 < q < 1 and 1 <= m < n, with L the number "
    "m(2-2q)/(2-q) rounded up, the best error with m atoms is at most 2C_{q,2} m^(1/2-1/q) times the l_q norm of the "
    "masses.",
    domain=D,
    claim=Claim(
        given=[Relation(split, "<=", L), Relation(L, "<=", split + 1)],
        then=[Relation(best, "<=", rate * norm)],
    ),
    extremal=extremal,
    source=Source("lqtheory_dossier", "lq.dict.combined"),
    notes="L is determined by m and q, so it restricts nothing. The published bound (Gao, Ing and Yang 2013, Theorem 2)"
    " has the same rate with a larger constant.",
)
