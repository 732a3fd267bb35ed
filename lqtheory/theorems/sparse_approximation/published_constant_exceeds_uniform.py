r"""**The published constant is larger**: 2C_{q,2} < 2^{1/q-1/2} for 0 < q <= 1.

The published squared oracle inequality has the constant 2^{2/q-1}; its root stands here beside ours. At q = 1 it is
sqrt(2) against 1, at q = 1/10 it is 724 against 0.275.
"""

from lqtheory import Domain, Less, Real, Source, Theorem
from lqtheory.symbols import published_dictionary_constant, uniform_dictionary_constant

D = Domain(q=Real(0, 1, closed="right", typical=(0.05, 1)))
(q,) = D.symbols

THEOREM = Theorem(
    name="published_constant_exceeds_uniform",
    title="Published and derived constants for dictionaries",
    id="lq.dict.published",
    provenance="derived",
    statement="For 0 < q <= 1 the constant 2C_{q,2} is less than the published 2^(1/q-1/2).",
    domain=D,
    claim=Less(uniform_dictionary_constant(q), published_dictionary_constant(q)),
    box={"q": ("1/20", "1")},
    source=Source("wang_paterlini_gao_yang_2014", "oracle inequality"),
    notes="The published constant is quoted from memory.",
)
