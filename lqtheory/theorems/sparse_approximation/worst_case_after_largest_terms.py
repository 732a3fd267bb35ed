r"""**Largest terms and pursuit over an l_q class**: sigma_m(f) <= W(L,n,q,1) ||v||_q/sqrt(m-L+3) for every L < m.

W(L,n,q,1) = max_{L<k<=n} (k-L) k^{-1/q} is the exact worst case of what the L largest masses leave; the best L may be
looked for (column UB of the dossier's brackets). Never above the closed form of :mod:`combined_dictionary_bound` at its
L. Attained by two orthonormal atoms of equal mass, with m = 1, L = 0 and q = 1.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.symbols import lq_norm, worst_case

D = Domain(
    n=Integer(1, typical=(1, 6)),
    L=Integer(0, "n-1"),
    m=Integer("L+1", typical=("L+1", "L+4")),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, L, m, q, theta, F = D.symbols
masses = MEASURED["atom_masses"].symbol(theta, F)
best = MEASURED["best_dictionary_error"].symbol(theta, F, m)

THEOREM = Theorem(
    name="worst_case_after_largest_terms",
    title="Largest terms kept, pursuit for the others, over an l_q class",
    id="lq.dict.combined.worst",
    statement="For every dictionary F of n atoms, coefficients theta, 0 <= L < n, L < m and 0 < q <= 1, the best error "
    "with m atoms is at most W(L,n,q,1) times the l_q norm of the masses over sqrt(m-L+3).",
    domain=D,
    claim=AtMost(best, worst_case(L, n, q, 1) * lq_norm(masses, q) / sp.sqrt(m - L + 3)),
    extremal=lambda n, L, m, q: {"theta": np.ones(n), "F": np.eye(n)},
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
