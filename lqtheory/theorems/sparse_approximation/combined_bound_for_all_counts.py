r"""**Sparse approximation in every dictionary**: sigma_m(f) <= 2C_{q,2} m^{1/2-1/q} ||v||_q, 0 < q <= 1, m >= 1.

:mod:`combined_dictionary_bound` without its restrictions: q = 1 is pursuit alone, and m >= n atoms leave nothing. The
constant is at most 1 and twice the sharp one of orthonormal atoms, which attain half of the bound.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.symbols import lq_norm, uniform_dictionary_constant

D = Domain(
    n=Integer(1, typical=(1, 6)),
    m=Integer(1, typical=(1, 5)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, q, theta, F = D.symbols
norm = lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)
best = MEASURED["best_dictionary_error"].symbol(theta, F, m)
rate = uniform_dictionary_constant(q) * m ** (sp.Rational(1, 2) - 1 / q)

THEOREM = Theorem(
    name="combined_bound_for_all_counts",
    title="Sparse approximation in every dictionary, all counts",
    id="lq.dict.combined",
    statement="For every dictionary F of n atoms, coefficients theta, 0 < q <= 1 and m >= 1 the best error with m "
    "atoms is at most 2C_{q,2} m^(1/2-1/q) times the l_q norm of the masses.",
    domain=D,
    claim=AtMost(best, rate * norm),
    extremal=lambda n, m, q: {"theta": np.ones(n), "F": np.eye(n)},
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
