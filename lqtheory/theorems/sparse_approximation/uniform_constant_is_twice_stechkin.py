r"""**The constant for all dictionaries is twice Stechkin's**: sqrt(2q) (1-q/2)^{1/q-1/2} = 2C_{q,2} for 0 < q <= 1."""

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import stechkin_constant, uniform_dictionary_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.05, 1)))
(q,) = D.symbols

THEOREM = Theorem(
    name="uniform_constant_is_twice_stechkin",
    title="Constant for all dictionaries and Stechkin's constant",
    id="lq.dict.combined.twice",
    statement="For 0 < q <= 1 the constant of the bound for all dictionaries is 2C_{q,2}.",
    domain=D,
    claim=Equal(uniform_dictionary_constant(q), 2 * stechkin_constant(q, 2)),
    source=Source("lqtheory_dossier", "lq.dict.combined"),
)
