r"""**The branch of a block**: its Lipschitz constant, and the ladder (B1) along it at one input.

|G(x~) - G(x)| <= beta_0 |x~ - x|, |G~(x~) - G(x~)| <= sum_i beta_i c_i |E_i h~_{i-1} + Delta b_i|, beta_i the product
of the constants c ||W|| of the layers after i: what :mod:`residual_block_lipschitz`, :mod:`residual_block_perturbation`
and :mod:`concatenation_error` say of blocks rests on it.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_networks import residual_quantity
from lqtheory.relations import Relation

D = Domain(L=Integer(1, typical=(1, 3)), d=Integer(1, typical=(1, 3)), l=Integer(1, "L"), net=RESIDUAL)
L, d, block, net = D.symbols
layer = sp.Symbol("i", integer=True, positive=True)
later = residual_quantity("branch_later")
before = residual_quantity("block_error")(net, block - 1)
pruned_layer = later(net, block, layer) * residual_quantity("branch_perturbation")(net, block, layer)

THEOREM = Theorem(
    name="residual_branch_bounds",
    title="Lipschitz constant and error of the branch of a block",
    id="lq.net.residual.branch",
    statement="For every residual network net of L blocks with branches of d layers and its pruned copy, the images of "
    "two inputs under the branch of block l are at most the product of its constants times as far apart, and pruning "
    "changes what comes out of it by at most the sum over its layers of what pruning them changes times the constants "
    "after them.",
    domain=D,
    claim=Claim(
        then=[
            Relation(residual_quantity("branch_distance")(net, block, d), "<=", later(net, block, 0) * before),
            Relation(residual_quantity("branch_error")(net, block, d), "<=", sp.Sum(pruned_layer, (layer, 1, d))),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.residual"),
)
