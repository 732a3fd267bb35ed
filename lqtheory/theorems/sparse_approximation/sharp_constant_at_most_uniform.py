r"""**The asymptotic constant is at most the uniform one**: K*_q <= 2C_{q,2} for 0 < q <= 1.

K*_q^2 = b(1-b)^{1/b-1} with b = q/(2-q). Attained at q = 1 only, where both are 1 and correlations cost a
factor 2.
"""

from lqtheory import AtMost, Domain, Real, Source, Theorem
from lqtheory.symbols import sharp_dictionary_constant, uniform_dictionary_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.05, 1)))
(q,) = D.symbols

THEOREM = Theorem(
    name="sharp_constant_at_most_uniform",
    title="Asymptotic and uniform constants for dictionaries",
    id="lq.dict.lower.upper",
    statement="For 0 < q <= 1 the constant K*_q is at most 2C_{q,2}.",
    domain=D,
    claim=AtMost(sharp_dictionary_constant(q), uniform_dictionary_constant(q)),
    box={"q": ("1/20", "9/10")},
    sharp_at=({"q": 1},),
    source=Source("lqtheory_dossier", "lq.dict.lower"),
)
