r"""**No effective sparsity forces a second entry**: for every s some x with s_{q,p}(x) >= s needs one entry only.

q < p, error in l_p. One spike and m equal entries of total l_p mass eta^p: one entry leaves a relative error below
eta, while s_{q,p}(x) grows with m without bound. So no lower bound on the keep count follows from s_{q,p} alone
(first converse remark of dossier lq.sap; the PQ index, measured with both exponents, does give one for the *smaller*
exponent: :mod:`pqi_retain_is_necessary`). An existence statement: the vector is constructed and measured.
"""

import math

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import best_k_term_error, effective_sparsity, lq_norm

D = Domain(
    q=Real(0, typical=(0.2, 1)),
    p=Real("q", typical=("2*q", 3)),
    eta=Real(0, 1, typical=(0.5, 0.9)),
    s=Real(1, closed="left", typical=(1, 8)),
)
q, p, eta, s = D.symbols
x = sp.Symbol("x", zero=False, real=True)


def spike_and_dust(q: float, p: float, eta: float, s: float) -> np.ndarray:
    """One entry 1 and as many equal ones of total l_p mass (0.99 eta)^p as the effective sparsity asks for."""
    a, mass = q / p, (0.99 * eta) ** p
    count = math.ceil((1.01 * s ** (1 - a) * (1 + mass) ** a / mass**a) ** (1 / (1 - a)))
    return np.array([1.0, *[(mass / count) ** (1 / p)] * count])


THEOREM = Theorem(
    name="effective_sparsity_gives_no_lower_count",
    title="Effective sparsity gives no lower keep count",
    id="lq.sap.converse.lower",
    statement="For 0 < q < p, 0 < eta < 1 and every s >= 1 there is a vector of effective sparsity at least s whose "
    "largest entry alone leaves an l_p error of at most eta times its l_p norm.",
    domain=D,
    claim=Claim(
        then=[
            Relation(s, "<=", effective_sparsity(x, q, p)),
            Relation(best_k_term_error(x, 1, p), "<=", eta * lq_norm(x, p)),
        ],
        witness={"x": spike_and_dust},
    ),
    source=Source("lqtheory_dossier", "lq.sap"),
)
