r"""**Enough repetitions**: tau = ceil(ln(4n/delta)/ln c) coresets make c^{-tau} at most delta/(4n).

For the union bound over the classes of n neurons; c = 1 + h.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import coreset_repetitions

D = Domain(n=Integer(1, typical=(1, 500)), delta=Real(0, 1), h=Real(0, typical=(0.05, 3)))
n, delta, h = D.symbols
tau = coreset_repetitions(n, delta, 1 + h)

THEOREM = Theorem(
    name="enough_repetitions_of_coresets",
    title="Number of repetitions of a coreset",
    id="coreset.amplify.repetitions",
    statement="For n >= 1, 0 < delta < 1 and h > 0, 1 + h to the power of minus ceil(ln(4n/delta)/ln(1+h)) is at most "
    "delta/(4n).",
    domain=D,
    claim=AtMost(sp.exp(-tau * sp.log(1 + h)), delta / (4 * n)),
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
)
