r"""**No decoder of m linear measurements beats a packing**: what it returns for the measurement 0 is wrong somewhere.

A decoder that returns y for the measurement 0 errs by ||v - y||_p at v and by ||v + y||_p at -v, for every v in the
kernel of A: the larger of the two is at least ||v||_p. So every pair of an m x n matrix and a decoder, linear or not,
has an error of at least 2^{-1/q} (2s)^{1/p-1/q} on the unit l_q ball if m ln 3 < q ln P(n,s). Matrices and y are
searched over; what a decoder returns for other measurements plays no part.
"""

from lqtheory import AtMost, Domain, Source, Theorem, Vector
from lqtheory.quantities.span_errors import DECODER_ERROR
from lqtheory.theorems.necessity import no_measurement_beats_packing as kernel

D = Domain(where=kernel.D.where, **kernel.D.parameters, y=Vector("n"))
s, n, m, q, p, A, y = D.symbols

THEOREM = Theorem(
    name="no_decoder_beats_packing",
    title="Lower bound for measurements and decoders",
    id="lq.lower.gelfand.decoder",
    statement="For 0 < q <= 1 <= p <= inf, 1 <= s <= n/2 and m ln 3 < q ln P(n,s), every m x n matrix A and every "
    "decoder, y in R^n being what it returns for the measurement 0, have an l_p error of at least 2^(-1/q) "
    "(2s)^(1/p-1/q) at some vector of l_q norm 1.",
    domain=D,
    claim=AtMost(kernel.THEOREM.relations[0].lhs, DECODER_ERROR.symbol(A, y, q, p)),
    source=Source("foucart_pajor_rauhut_ullrich_2010", "proof of Theorem 1.1"),
    notes="The constants are the dossier's. p = q = 1 is included.",
)
