r"""**Stechkin's constant for errors in l_1**: C_{q,1} = q (1-q)^{1/q-1}.

The form in which the constant is often printed for compressible vectors, 0 < q < 1. An equality, hence attained
everywhere.
"""

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import stechkin_constant

D = Domain(q=Real(0, 1, typical=(0.05, 1)))
(q,) = D.symbols

THEOREM = Theorem(
    name="stechkin_constant_in_l1",
    title="Stechkin's constant at p = 1",
    id="lq.stechkin.l1",
    statement="For 0 < q < 1 Stechkin's constant C_{q,1} equals q (1-q)^(1/q-1).",
    domain=D,
    claim=Equal(stechkin_constant(q, 1), q * (1 - q) ** (1 / q - 1)),
    sharp_at=({"q": 0.5}, {"q": 0.25}),
    source=Source("lqtheory_dossier", "lq.stechkin"),
)
