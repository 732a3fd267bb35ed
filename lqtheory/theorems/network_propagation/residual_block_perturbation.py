r"""**Pruning a residual block**: what comes in is multiplied by the constant of the block, what is pruned is added.

|x~^l - x^l| <= c_l (||S_l|| + Lip(G_l)) |x~^{l-1} - x^{l-1}| + c_l (|(S~_l - S_l) x~^{l-1}| + sum_i beta_{l,i} c_{l,i}
|E_{l,i} h~_{l,i-1} + Delta b_{l,i}|), beta_{l,i} the product of the constants c ||W|| of the layers of the branch after
i. The term of the shortcut is 0 for an identity, which is never pruned.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_networks import residual_quantity

D = Domain(L=Integer(1, typical=(1, 3)), d=Integer(1, typical=(1, 3)), l=Integer(1, "L"), net=RESIDUAL)
L, d, block, net = D.symbols
layer = sp.Symbol("i", integer=True, positive=True)
error, later = residual_quantity("block_error"), residual_quantity("branch_later")
join, shortcut = (residual_quantity(name)(net, block) for name in ("join_constant", "shortcut_norm"))
pruned_shortcut = residual_quantity("shortcut_change")(net, block)
pruned_layer = later(net, block, layer) * residual_quantity("branch_perturbation")(net, block, layer)
carried = join * (shortcut + later(net, block, 0)) * error(net, block - 1)

THEOREM = Theorem(
    name="residual_block_perturbation",
    title="Error of a pruned residual block",
    id="lq.net.residual.block",
    statement="For every residual network net of L blocks with branches of d layers and its pruned copy, the error "
    "after block l is at most its constant times the error before it plus c_l times what pruning the shortcut changes "
    "and the sum over the layers of the branch of what pruning them changes times the constants after them.",
    domain=D,
    claim=AtMost(error(net, block), carried + join * (pruned_shortcut + sp.Sum(pruned_layer, (layer, 1, d)))),
    source=Source("lqtheory_dossier", "lq.net.residual"),
)
