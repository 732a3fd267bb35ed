r"""**Correlated dictionaries are never easier**: C_{q,2} <= K*_q for 0 < q <= 1.

K*_q^2 = b(1-b)^{1/b-1} with b = q/(2-q). Never attained: the ratio tends to 1 as q -> 0 and is 2 at q = 1.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import sharp_dictionary_constant, stechkin_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.05, 1)))
(q,) = D.symbols

THEOREM = Theorem(
    name="sharp_constant_at_least_orthonormal",
    title="Constants of orthonormal atoms and of all dictionaries",
    id="lq.dict.lower.orthonormal",
    statement="For 0 < q <= 1 Stechkin's constant C_{q,2} is at most K*_q.",
    domain=D,
    claim=AtMost(stechkin_constant(q, 2), sharp_dictionary_constant(q)),
    box={"q": ("1/20", "9/10")},
    source=Source("lqtheory_dossier", "lq.dict.lower"),
)
