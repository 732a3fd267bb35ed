r"""**Largest terms and pursuit**: sigma_m(f) <= D_L/sqrt(m-L+3), D_L the sum of all but the L largest v_j.

For 0 <= L < m. The a-posteriori version of :mod:`combined_dictionary_bound`: the best L may be looked for, and no
class l_q is needed. Attained by two orthonormal atoms of equal mass, with m = 1 and L = 0.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 6)),
    m=Integer(1, typical=(1, 4)),
    L=Integer(0, "m-1"),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, L, theta, F = D.symbols
tail = tail_power_sum(MEASURED["atom_masses"].symbol(theta, F), L, 1)
best = MEASURED["best_dictionary_error"].symbol(theta, F, m)

THEOREM = Theorem(
    name="largest_terms_and_pursuit",
    title="Largest terms kept, pursuit for the others",
    id="lq.dict.combined.posterior",
    statement="For every dictionary F of n atoms, coefficients theta and 0 <= L < m, L <= n, the best error with m "
    "atoms is at most the sum of all but the L largest masses over sqrt(m-L+3).",
    domain=D,
    claim=Claim(given=[Relation(L, "<=", n)], then=[Relation(best, "<=", tail / sp.sqrt(m - L + 3))]),
    extremal=lambda n, m, L: {"theta": np.ones(n), "F": np.eye(n)},
    sharp_at=({"n": 2, "m": 1, "L": 0},),
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
