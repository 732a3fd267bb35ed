r"""**The bound by Chernoff is at most that by Hoeffding**: kl^{-1}(p|c) <= p + sqrt(c/2).

Pinsker's inequality, 2 (q-p)^2 <= kl(p||q), at q = kl^{-1}(p|c).
"""

import sympy as sp

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import kl_inverse

D = Domain(p=Real(0, 1, closed="both"), c=Real(0, closed="left", typical=(0, 2)))
p, c = D.symbols

THEOREM = Theorem(
    name="kl_bound_at_most_hoeffding",
    title="Risk bounds by Chernoff and by Hoeffding",
    id="coreset.occam_kl.hoeffding",
    statement="For p in [0,1] and c >= 0 the largest q with kl(p||q) <= c is at most p + sqrt(c/2).",
    domain=D,
    claim=AtMost(kl_inverse(p, c), p + sp.sqrt(c / 2)),
    box={"p": (0, 1), "c": (0.625, 2)},
    source=Source("lqtheory_dossier", "coreset.occam_kl"),
    provenance="derived",
)
