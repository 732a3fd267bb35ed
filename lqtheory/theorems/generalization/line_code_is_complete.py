r"""**The code by alive rows and columns is complete**: 2^{-length} over all its words adds up to 1.

log2(m+1) bits say how many rows of an m x n matrix keep a weight and log2 C(m,i) which, as many for the columns, and
log2(ij+1) + log2 C(ij,k) bits which k of the weights among them are kept. Every set of weights has a word: that of its
own rows and columns. Cheaper than the code of supports of mn weights where whole rows or columns are gone.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Source, Theorem
from lqtheory.symbols import binomial_coefficient, line_code_length

D = Domain(m=Integer(0, typical=(0, 5)), n=Integer(0, typical=(0, 5)))
m, n = D.symbols
i, j, k = (sp.Symbol(letter, integer=True, nonnegative=True) for letter in "ijk")
word = sp.exp(-sp.log(2) * line_code_length(m, n, i, j, k))
INSIDE = sp.Sum(binomial_coefficient(i * j, k) * word, (k, 0, i * j))
COLUMNS = sp.Sum(binomial_coefficient(n, j) * INSIDE, (j, 0, n))

THEOREM = Theorem(
    name="line_code_is_complete",
    title="Kraft sum of the code by alive rows and columns",
    id="coreset.code_length.lines",
    statement="For m, n >= 0 the sum over i = 0..m, j = 0..n and k = 0..ij of C(m,i) C(n,j) C(ij,k) times 2 to the "
    "power of minus the code length of k weights in i of m rows and j of n columns is 1.",
    domain=D,
    claim=Equal(sp.Sum(binomial_coefficient(m, i) * COLUMNS, (i, 0, m)), 1),
    source=Source("lqtheory_dossier", "coreset.code_length"),
    provenance="derived",
)
