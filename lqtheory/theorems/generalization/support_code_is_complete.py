r"""**The code of supports is complete**: 2^{-length} over all supports of n weights adds up to 1.

log2(n+1) bits say how many weights are kept and log2 C(n,k) which ones, so that Kraft's inequality holds with equality:
risk bounds from this code spend their probability of failure exactly.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import binomial_coefficient, support_code_length

D = Domain(n=Integer(0, typical=(0, 24)))
(n,) = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)

THEOREM = Theorem(
    name="support_code_is_complete",
    title="Kraft sum of the code of supports",
    id="coreset.code_length",
    statement="For n >= 0 the sum over k = 0..n of C(n,k) times 2 to the power of minus the code length of a support "
    "of k of n weights is 1.",
    domain=D,
    claim=Equal(sp.Sum(binomial_coefficient(n, k) * sp.exp(-sp.log(2) * support_code_length(n, k)), (k, 0, n)), 1),
    source=Source("lqtheory_dossier", "coreset.code_length"),
    provenance="derived",
)
