r"""**Words in a row, and a word that says which code**: Kraft sums multiply, and log2 m bits choose among m codes.

A layer is coded by words for its support, codebook, values and biases one after the other: the sum of
c_i d_j 2^{-(a_i+b_j)}, for c_i words of length a_i and d_j of length b_j, is the product of both sums. What was chosen
on the data (the bits of a value, the share that is kept, which of two codes of the support is shorter) is one of m
options: log2 m bits more, and the sum over all options is at most the largest of theirs, so that it is at most 1 again.
x_i is the Kraft sum of the code of option i; |x_i|, |a_i|, |b_j|, |c_i|, |d_j| stand for nonnegative numbers.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import entry, peak, power_sum

D = Domain(
    m=Integer(1, typical=(1, 6)),
    n=Integer(1, typical=(1, 6)),
    a=Vector("m"),
    b=Vector("n"),
    c=Vector("m"),
    d=Vector("n"),
    x=Vector("m"),
)
m, n, a, b, c, d, x = D.symbols
i, j = (sp.Symbol(letter, integer=True, positive=True) for letter in "ij")


def bits(length: sp.Expr) -> sp.Expr:
    """2^{-length}."""
    return sp.exp(-sp.log(2) * length)


FIRST, SECOND = sp.Abs(entry(a, i)), sp.Abs(entry(b, j))
WORDS, MORE = sp.Abs(entry(c, i)), sp.Abs(entry(d, j))
CHOICE = sp.log(m) / sp.log(2)

THEOREM = Theorem(
    name="joined_codes_keep_kraft",
    title="Kraft sums of joined and of chosen codes",
    id="coreset.code_length.joined",
    statement="For |c_i| words of length |a_i|, i <= m, and |d_j| words of length |b_j|, j <= n, the sum of "
    "|c_i| |d_j| 2^-(|a_i|+|b_j|) is the product of the sums of |c_i| 2^-|a_i| and |d_j| 2^-|b_j|; for m codes with "
    "Kraft sums |x_i|, each word longer by log2 m, the Kraft sum of all together is at most the largest |x_i|.",
    domain=D,
    claim=Claim(
        then=[
            Relation(
                sp.Sum(WORDS * sp.Sum(MORE * bits(FIRST + SECOND), (j, 1, n)), (i, 1, m)),
                "=",
                sp.Sum(WORDS * bits(FIRST), (i, 1, m)) * sp.Sum(MORE * bits(SECOND), (j, 1, n)),
            ),
            Relation(power_sum(x, 1) * bits(CHOICE), "<=", peak(x)),
        ]
    ),
    source=Source("lqtheory_dossier", "coreset.code_length"),
    provenance="derived",
)
