r"""**Loss of the relative rule**: with counts proportional to s_i the bound exceeds its minimum by a Rényi divergence.

u_i = a_i^{q/p} t_i^q is the q-mass of row i, s_i the effective sparsity that one relative tolerance makes the counts
proportional to, S its sum, and e = p/q. The loss ratio sum pi_i^e rho_i^{1-e}, pi = u/sum u, rho = s/S, is at least 1
(it is the exponential of e-1 times a Rényi divergence of order e), with equality if and only if the two rules agree.
Stated without division: (sum u)^e S^{1-e} <= sum u_i^e s_i^{1-e}. The relative rule is a reconstruction of the paper's.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(
    r=Integer(1, typical=(1, 16)),
    e=Real(1, typical=(1.05, 8)),
    u=Vector("r", sign="positive"),
    s=Vector("r", sign="positive"),
)
r, e, u, s = D.symbols

THEOREM = Theorem(
    name="relative_rule_loss",
    title="Loss of the relative rule (a reconstruction)",
    id="lq.alloc.bound",
    statement="For positive u, s in R^r and e > 1, (sum u_i)^e (sum s_i)^(1-e) is at most the sum of u_i^e s_i^(1-e).",
    domain=D,
    claim=AtMost(power_sum(u, 1) ** e * power_sum(s, 1) ** (1 - e), power_sum(u**e * s ** (1 - e), 1)),
    extremal=lambda r, e: {"u": np.ones(r), "s": np.ones(r)},
    sharp_at=({"r": 4, "e": 2}, {"r": 3, "e": 4}),
    source=Source("lqtheory_dossier", "lq.alloc.bound"),
    provenance="derived",
    notes="The dossier asks for the loss ratio without a formula; this one is derived here. The relative rule is a"
    " reconstruction of the paper's rule.",
)
