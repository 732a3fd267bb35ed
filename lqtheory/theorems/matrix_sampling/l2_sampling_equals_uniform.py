r"""**Sampling by squares has the error of uniform sampling**: (nnz - 1) ||A||_F^2/s, exactly.

x_i^2/p_i = ||x||_2^2 for p_i = x_i^2/||x||_2^2, and N x_i^2 for p_i = 1/N: both add up to N ||x||_2^2.
"""

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.symbols import l2_sampling_error, uniform_sampling_error

D = Domain(n=Integer(1, typical=(1, 16)), s=Integer(1, typical=(1, 50)), x=Vector("n", nonzero=True))
n, s, x = D.symbols

THEOREM = Theorem(
    name="l2_sampling_equals_uniform",
    title="Sampling by squares and uniform sampling",
    id="baseline.frobenius.l2",
    statement="For entries x, not all 0, and s draws, sampling by squares and uniform sampling of the nonzero entries "
    "have the same mean squared Frobenius error.",
    domain=D,
    claim=Equal(l2_sampling_error(x, s), uniform_sampling_error(x, s)),
    source=Source("lqtheory_dossier", "baseline.frobenius"),
    provenance="derived",
)
