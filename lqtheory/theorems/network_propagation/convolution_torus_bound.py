r"""**Convolutions on a torus**: ||conv|| <= max over frequencies and groups of the norm of the transfer matrix.

The torus has n + d(k-1) pixels on each axis, n the size of the image, k that of the kernel and d the dilation; the
transfer matrix at the frequency w is sum_t K_g[t] e^{i <w, d t>}. Holds for every stride and padding, whose rows are
some of those of the circular convolution; the source has stride 1 and dilation 1.
"""

from lqtheory import AtMost, Domain, Source, Theorem
from lqtheory.quantities.small_convolutions import CONVOLUTION, convolution_quantity

D = Domain(K=CONVOLUTION)
(K,) = D.symbols

THEOREM = Theorem(
    name="convolution_torus_bound",
    title="Operator norm of a convolution on a torus",
    id="lq.net.conv.torus",
    statement="For every convolution K with stride, zero padding, dilation and groups the spectral norm is at most the "
    "largest norm of its transfer matrices over the frequencies of the torus of the size of the image and the reach of "
    "the kernel together.",
    domain=D,
    claim=AtMost(convolution_quantity("convolution_norm")(K), convolution_quantity("transfer_norm")(K)),
    source=Source("lqtheory_dossier", "lq.net.conv"),
)
