r"""**Convolutions**: patch, row and Frobenius bounds of operator norms, for any stride, padding, dilation, groups.

An output is mat(K_g) times a patch, and no pixel lies in more windows than the product over the two axes of
ceil(k gcd(s,d)/s), k the size of the kernel, s the stride, d the dilation. The source has ceil(k/s) for d = 1, which is
the same, and k for any other d, which is no smaller. With groups, mat(K) is taken at its worst group. Equality of the
patch bound for 1 x 1 kernels. What pruning changes is the convolution with E in place of K, row o of mat(E) of norm
sigma_k(K_o). Another bound: :mod:`convolution_torus_bound`.
"""

import sympy as sp

from lqtheory import Claim, Domain, Source, Theorem
from lqtheory.quantities.small_convolutions import CONVOLUTION, convolution_quantity
from lqtheory.relations import Relation

D = Domain(K=CONVOLUTION)
(K,) = D.symbols
norm, row, frobenius = (convolution_quantity(f"convolution_{name}")(K) for name in ("norm", "row_norm", "frobenius"))
overlap, positions = convolution_quantity("window_overlap")(K), convolution_quantity("output_positions")(K)
patch, filters = convolution_quantity("patch_norm")(K), convolution_quantity("filter_frobenius")(K)

THEOREM = Theorem(
    name="convolution_norm_bounds",
    title="Operator norms of convolutions",
    id="lq.net.conv",
    statement="For every convolution K with stride, zero padding, dilation and groups the spectral norm is at most the "
    "root of the overlap of windows times that of the matrix of filters of a group, the norm from l_inf to l_inf at "
    "most the largest l_1 norm of a filter, the Frobenius norm at most the root of the number of positions times that "
    "of the filters.",
    domain=D,
    claim=Claim(
        then=[
            Relation(norm, "<=", sp.sqrt(overlap) * patch),
            Relation(row, "<=", convolution_quantity("filter_row_norm")(K)),
            Relation(frobenius, "<=", sp.sqrt(positions) * filters),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.conv"),
)
