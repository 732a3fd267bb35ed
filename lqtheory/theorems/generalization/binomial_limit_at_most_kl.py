r"""**Clopper-Pearson is sharper than Chernoff**: CP+(k, n; delta) <= kl^{-1}(k/n | ln(1/delta)/n).

At q = CP+ the probability of at most k events is delta, and Chernoff's bound of it is e^{-n kl(k/n||q)}.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import clopper_pearson_upper, kl_inverse

D = Domain(n=Integer(1, typical=(1, 40)), k=Integer(0, "n"), delta=Real(0, 1))
n, k, delta = D.symbols

THEOREM = Theorem(
    name="binomial_limit_at_most_kl",
    title="Binomial limits and Chernoff's bound",
    id="coreset.occam_kl.clopper_pearson",
    statement="For n >= 1, k in {0,...,n} and 0 < delta < 1 the Clopper-Pearson limit is at most the largest q with "
    "kl(k/n||q) <= ln(1/delta)/n.",
    domain=D,
    claim=AtMost(clopper_pearson_upper(k, n, delta), kl_inverse(k / n, sp.log(1 / delta) / n)),
    source=Source("lqtheory_dossier", "coreset.occam_kl"),
    provenance="derived",
    sharp_at=({"n": 5, "k": 0, "delta": 0.1}, {"n": 6, "k": 6, "delta": 0.25}),
    # At k = 0 and k = n the sides are equal, so that no subdivision of a box that reaches there ends.
    box={"n": (2, 6), "k": (1, "n - 1"), "delta": (0.01, 0.5)},
)
