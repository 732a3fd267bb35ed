r"""**No code of B bits beats a packing**: 2^B < P(n,s) words miss a point of the l_q ball by s^{1/p-1/q}/2.

P(n,s) points, flat on s entries, are at least s^{1/p-1/q} apart for 1 <= p <= inf; two of them share a nearest word if
there are fewer words, and the triangle inequality does the rest. Codes are matrices here, one word in each row, and are
searched over. For what it says of k log2(n) bits see :mod:`few_bits_miss_packing`.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.domain import Matrix
from lqtheory.quantities.span_errors import CODE_ERROR
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count

_PARAMETERS = Domain(
    s=Integer(1, typical=(1, 2)),
    n=Integer("2*s", typical=("2*s", "2*s+3")),
    B=Integer(0, typical=(0, 2)),
    q=Real(0, typical=(0.2, 2)),
    p=Real(1, closed="left", typical=(1, 8), infinite=True),
    C=Matrix("2**B", "n"),
)
s, n, B, q, p, C = _PARAMETERS.symbols
D = Domain(where=[Relation(2**B, "<", packing_count(n, s))], **_PARAMETERS.parameters)

THEOREM = Theorem(
    name="no_code_beats_packing",
    title="Lower bound for codes",
    id="lq.lower.bits",
    statement="For q > 0, p in [1,inf], 1 <= s <= n/2 and 2^B < P(n,s), every code C of 2^B words in R^n has an l_p "
    "error of at least s^(1/p-1/q)/2 on the unit l_q ball.",
    domain=D,
    claim=AtMost(s ** (1 / p - 1 / q) / 2, CODE_ERROR.symbol(C, s, q, p)),
    source=Source("lqtheory_dossier", "lq.lower.bits"),
    notes="The error is measured on the flat points of the ball, so it is at most that on the whole ball.",
)
