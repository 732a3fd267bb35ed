r"""**The sharp asymptotic rate**: sigma_m(f)^2 <= [K*_q^2 + (1 + H_{4m-1})/(2m)] m^{1-2/q} ||v||_q^2 for 0 < q <= 1.

What :mod:`threshold_rounding_bound` says over an l_q class. The second term tends to 0 as m grows, and no constant
below K*_q will do for all dictionaries: :mod:`sharp_constant_is_approached`.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.symbols import harmonic_number, lq_norm, sharp_dictionary_constant

D = Domain(
    n=Integer(1, typical=(1, 7)),
    m=Integer(1, typical=(1, 5)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    theta=Vector("n"),
    F=DICTIONARY,
)
n, m, q, theta, F = D.symbols
norm = lq_norm(MEASURED["atom_masses"].symbol(theta, F), q)
best = MEASURED["best_dictionary_error"].symbol(theta, F, m)
factor = sharp_dictionary_constant(q) ** 2 + (1 + harmonic_number(4 * m - 1)) / (2 * m)

THEOREM = Theorem(
    name="sharp_dictionary_bound",
    title="Sharp asymptotic rate in every dictionary",
    id="lq.dict.threshold.rate",
    statement="For every dictionary F of n atoms, coefficients theta, 0 < q <= 1 and m >= 1 the best squared error "
    "with m atoms is at most K*_q^2 + (1+H_{4m-1})/(2m) times m^(1-2/q) and the squared l_q norm of the masses.",
    domain=D,
    claim=AtMost(best**2, factor * m ** (1 - 2 / q) * norm**2),
    extremal=lambda n, m, q: {"theta": np.ones(n), "F": np.eye(n)},
    source=Source("lqtheory_dossier", "lq.dict.threshold"),
)
