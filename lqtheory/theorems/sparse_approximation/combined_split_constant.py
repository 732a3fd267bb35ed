r"""**Where twice the orthonormal constant comes from**: C_{q,1} (1-s)^{1-1/q} s^{-1/2} = 2C_{q,2} at s = q/(2-q).

The share s of the m atoms that pursuit spends on the small terms, the rest being the largest terms themselves.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import stechkin_constant, uniform_dictionary_constant

D = Domain(q=Real(0, 1, typical=(0.05, 0.95)))
(q,) = D.symbols
split = (2 * (1 - q) / (2 - q)) ** (1 - 1 / q) * sp.sqrt((2 - q) / q)

THEOREM = Theorem(
    name="combined_split_constant",
    title="Constant of the combined algorithm at its best split",
    id="lq.dict.combined.split",
    statement="For 0 < q < 1, C_{q,1} (1-s)^(1-1/q) s^(-1/2) at s = q/(2-q) equals 2C_{q,2}.",
    domain=D,
    claim=Equal(stechkin_constant(q, 1) * split, uniform_dictionary_constant(q)),
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
