r"""**No m linear measurements beat a packing**, whatever decodes them: the kernel holds a long vector in l_p.

If m ln 3 < q ln P(n,s), every m x n matrix A has v in its kernel with ||v||_p >= 2^{-1/q} (2s)^{1/p-1/q} ||v||_q. No
decoder tells v from -v, so its worst error over the l_q ball is at least that (Foucart, Pajor, Rauhut, Ullrich 2010).
The condition follows from m ln 9 < q s ln(n/4s) (:mod:`few_measurements_miss_packing`); for decoders as objects see
:mod:`no_decoder_beats_packing`.
The matrices are searched over; the largest ratio in the kernel is at a kernel vector of least support.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.domain import Matrix
from lqtheory.quantities.span_errors import KERNEL_RATIO
from lqtheory.relations import Relation
from lqtheory.symbols import packing_count

_PARAMETERS = Domain(
    s=Integer(1, typical=(1, 2)),
    n=Integer("2*s", typical=("2*s+2", "2*s+6")),
    m=Integer(1, "n", typical=(1, 2)),
    q=Real(0, 1, closed="right", typical=(0.5, 1)),
    p=Real(1, closed="left", typical=(1, 8), infinite=True),
    A=Matrix("m", "n"),
)
s, n, m, q, p, A = _PARAMETERS.symbols
D = Domain(where=[Relation(m * sp.log(3), "<", q * sp.log(packing_count(n, s)))], **_PARAMETERS.parameters)

THEOREM = Theorem(
    name="no_measurement_beats_packing",
    title="Lower bound for linear measurements",
    id="lq.lower.gelfand",
    statement="For 0 < q <= 1 <= p <= inf, 1 <= s <= n/2 and m ln 3 < q ln P(n,s), the kernel of every m x n matrix A "
    "holds a vector whose l_p norm is at least 2^(-1/q) (2s)^(1/p-1/q) times its l_q norm.",
    domain=D,
    claim=AtMost(2 ** (-1 / q) * (2 * s) ** (1 / p - 1 / q), KERNEL_RATIO.symbol(A, q, p)),
    source=Source("foucart_pajor_rauhut_ullrich_2010", "proof of Theorem 1.1"),
    notes="The constants are the dossier's. p = q = 1 is included.",
)
