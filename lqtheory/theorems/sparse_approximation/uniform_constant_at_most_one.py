r"""**The constant for all dictionaries is at most 1**: 2C_{q,2} = sqrt(2q) (1-q/2)^{1/q-1/2} <= 1 for 0 < q <= 1.

Twice the sharp constant of orthonormal atoms. Equality at q = 1.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import uniform_dictionary_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.05, 1)))
(q,) = D.symbols

THEOREM = Theorem(
    name="uniform_constant_at_most_one",
    title="The constant for all dictionaries is at most 1",
    id="lq.dict.combined.one",
    statement="For 0 < q <= 1 the constant 2C_{q,2} is at most 1.",
    domain=D,
    claim=AtMost(uniform_dictionary_constant(q), 1),
    box={"q": ("1/20", "9/10")},
    sharp_at=({"q": 1},),
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
