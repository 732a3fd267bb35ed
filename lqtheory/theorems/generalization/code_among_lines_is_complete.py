r"""**The code of weights among alive rows and columns is complete**: 2^{-length} adds up to 2^{-(bits of these lines)}.

log2(ij+1) + log2 C(ij,k) bits say how many and which of the ij
weights in i of m rows and j of n columns are kept. See :mod:`line_code_is_complete` for the sum over rows and columns.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import binomial_coefficient, line_code_length, support_code_length

D = Domain(
    m=Integer(0, typical=(0, 6)),
    n=Integer(0, typical=(0, 6)),
    i=Integer(0, "m"),
    j=Integer(0, "n"),
)
m, n, i, j = D.symbols
k = sp.Symbol("k", integer=True, nonnegative=True)


def bits(length: sp.Expr) -> sp.Expr:
    """2^{-length}."""
    return sp.exp(-sp.log(2) * length)


INSIDE = sp.Sum(binomial_coefficient(i * j, k) * bits(line_code_length(m, n, i, j, k)), (k, 0, i * j))

THEOREM = Theorem(
    name="code_among_lines_is_complete",
    title="Kraft sum of the code of weights among alive rows and columns",
    id="coreset.code_length.among_lines",
    statement="For 0 <= i <= m and 0 <= j <= n the sum over k = 0..ij of C(ij,k) times 2 to the power of minus the "
    "code length of k weights in i of m rows and j of n columns is 2 to the power of minus the code lengths of i of m "
    "rows and of j of n columns.",
    domain=D,
    claim=Equal(INSIDE, bits(support_code_length(m, i)) * bits(support_code_length(n, j))),
    source=Source("lqtheory_dossier", "coreset.code_length"),
    provenance="derived",
)
