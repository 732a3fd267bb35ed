r"""**Concatenations**: side by side, the squares of the errors of shortcut and branch add up.

For x -> (S x, G(x)), as where a network joins by stacking: the error after it is at most (||S||^2 + Lip(G)^2)^{1/2}
times the error before it plus the root of the squares of what pruning the shortcut and that of the branch changes.
With an identity the constant is (1 + Lip(G)^2)^{1/2}, smaller than the 1 + Lip(G) of a sum.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_networks import residual_quantity

D = Domain(L=Integer(1, typical=(1, 3)), d=Integer(1, typical=(1, 3)), l=Integer(1, "L"), net=RESIDUAL)
L, d, block, net = D.symbols
layer = sp.Symbol("i", integer=True, positive=True)
later = residual_quantity("branch_later")
before, shortcut = residual_quantity("block_error")(net, block - 1), residual_quantity("shortcut_norm")(net, block)
pruned_layer = later(net, block, layer) * residual_quantity("branch_perturbation")(net, block, layer)
constant = sp.sqrt(shortcut**2 + later(net, block, 0) ** 2)
pruned = sp.sqrt(residual_quantity("shortcut_change")(net, block) ** 2 + sp.Sum(pruned_layer, (layer, 1, d)) ** 2)

THEOREM = Theorem(
    name="concatenation_error",
    title="Error where a network joins by stacking",
    id="lq.net.residual.stack",
    statement="For every residual network net of L blocks with branches of d layers and its pruned copy, shortcut and "
    "branch of block l side by side have an error of at most (||S||^2 + Lip(G)^2)^(1/2) times that before plus the "
    "root of the squares of what pruning the shortcut changes and of the sum over the layers of the branch.",
    domain=D,
    claim=AtMost(residual_quantity("stacked_error")(net, block), constant * before + pruned),
    source=Source("lqtheory_dossier", "lq.net.residual"),
)
