r"""**Residual blocks**: x -> x + G(x) has Lipschitz constant at most 1 + Lip(G).

Here G(x) = relu(A x + b), whose constant is at most the spectral norm of A. Equality for inputs that differ along the
top singular vector of a symmetric positive A where all gates are open.
"""

from lqtheory import AtMost, Domain, Object, Source, Theorem
from lqtheory.quantities.small_maps import ball_map, map_quantity, small_map

D = Domain(A=Object(small_map, ball=ball_map, description="a matrix with a bias and two inputs"))
(A,) = D.symbols
block_distance, inner_distance = map_quantity("block_distance"), map_quantity("inner_distance")
full_spectral_norm, input_distance = map_quantity("full_spectral_norm"), map_quantity("input_distance")

THEOREM = Theorem(
    name="residual_block_lipschitz",
    title="Lipschitz constant of a residual block",
    id="lq.net.residual",
    statement="For every matrix A with a bias and two inputs, the outputs of the residual block with a ReLU layer are "
    "at most 1 + ||A|| times as far apart as the inputs.",
    domain=D,
    claim=AtMost(block_distance(A), (1 + full_spectral_norm(A)) * input_distance(A)),
    source=Source("lqtheory_dossier", "lq.net.residual"),
)
