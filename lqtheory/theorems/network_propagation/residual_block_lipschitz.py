r"""**Residual blocks**: x -> phi(S x + G(x)) has Lipschitz constant at most c (||S|| + Lip(G)).

S is the shortcut, with norm 1 where it is the identity; the branch G is a chain of d layers, Lip(G) at most the product
of its c_i ||W_i||; c is the constant of the activation phi after the join. Without phi and with an identity this is
1 + Lip(G). Equality for parallel layers of positive weights without activations.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_networks import residual_quantity

D = Domain(L=Integer(1, typical=(1, 3)), d=Integer(1, typical=(1, 3)), l=Integer(1, "L"), net=RESIDUAL)
L, d, block, net = D.symbols
join, shortcut = (residual_quantity(name)(net, block) for name in ("join_constant", "shortcut_norm"))
branch, before = residual_quantity("branch_later")(net, block, 0), residual_quantity("block_error")(net, block - 1)

THEOREM = Theorem(
    name="residual_block_lipschitz",
    title="Lipschitz constant of a residual block",
    id="lq.net.residual",
    statement="For every residual network net of L blocks with branches of d layers, the images of two inputs under "
    "block l are at most c (||S|| + the product of the constants of the branch) times as far apart as the inputs.",
    domain=D,
    claim=AtMost(residual_quantity("block_distance")(net, block), join * (shortcut + branch) * before),
    source=Source("lqtheory_dossier", "lq.net.residual"),
)
