r"""**Convolutions**: patch, row and Frobenius bounds of their operator norms.

An output is mat(K) times a patch, and each pixel lies in at most ceil(k_h/s_h) ceil(k_w/s_w) patches. Stride s, zero
padding, dilation 1, one group. Equality of the patch bound for 1 x 1 kernels.
"""

import sympy as sp

from lqtheory import Claim, Domain, Object, Source, Theorem
from lqtheory.quantities.small_maps import ball_convolution, map_quantity, small_convolution
from lqtheory.relations import Relation

D = Domain(K=Object(small_convolution, ball=ball_convolution, description="a convolution with zero padding"))
(K,) = D.symbols
overlap, positions = map_quantity("window_overlap")(K), map_quantity("output_positions")(K)

THEOREM = Theorem(
    name="convolution_norm_bounds",
    title="Operator norms of convolutions",
    id="lq.net.conv",
    statement="For every convolution K the spectral norm is at most the root of the overlap of windows times that of "
    "the matrix of filters, the norm from l_inf to l_inf at most the largest l_1 norm of a filter, the Frobenius norm "
    "at most the root of the number of positions times that of the filters.",
    domain=D,
    claim=Claim(
        then=[
            Relation(
                map_quantity("convolution_norm")(K), "<=", overlap ** sp.Rational(1, 2) * map_quantity("patch_norm")(K)
            ),
            Relation(map_quantity("convolution_row_norm")(K), "<=", map_quantity("filter_row_norm")(K)),
            Relation(
                map_quantity("convolution_frobenius")(K),
                "<=",
                positions ** sp.Rational(1, 2) * map_quantity("filter_frobenius")(K),
            ),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.conv"),
)
