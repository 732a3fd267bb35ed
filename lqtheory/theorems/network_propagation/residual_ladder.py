r"""**The ladder with residual blocks** (B1): every pruned layer counts with the constants of what comes after it.

|x~^L - x^L| <= Lambda_0 |x~^0 - x^0| + sum_l Lambda_l c_l (|(S~_l - S_l) x~^{l-1}| + sum_i beta_{l,i} c_{l,i}
|E_{l,i} h~_{l,i-1} + Delta b_{l,i}|), Lambda_l the product of the constants c (||S|| + Lip(G)) of the blocks after l.
The inputs may differ: the error of what stands before the blocks, such as that of a chain of layers, goes in there, and
what stands after them multiplies the right side by its constant.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.quantities.residual_blocks import RESIDUAL
from lqtheory.quantities.residual_networks import residual_quantity

D = Domain(L=Integer(1, typical=(1, 3)), d=Integer(1, typical=(1, 3)), net=RESIDUAL)
L, d, net = D.symbols
block, layer = (sp.Symbol(letter, integer=True, positive=True) for letter in "li")
error, after = residual_quantity("block_error"), residual_quantity("later_blocks")
pruned_layer = residual_quantity("branch_later")(net, block, layer) * residual_quantity("branch_perturbation")(
    net, block, layer
)
pruned = residual_quantity("join_constant")(net, block) * (
    residual_quantity("shortcut_change")(net, block) + sp.Sum(pruned_layer, (layer, 1, d))
)

THEOREM = Theorem(
    name="residual_ladder",
    title="Error of a pruned residual network",
    id="lq.net.residual.ladder",
    statement="For every residual network net of L blocks with branches of d layers and its pruned copy, the output "
    "error is at most Lambda_0 times the error of the input plus the sum over blocks of Lambda_l times what pruning "
    "the block changes, layer by layer.",
    domain=D,
    claim=AtMost(error(net, L), after(net, 0) * error(net, 0) + sp.Sum(after(net, block) * pruned, (block, 1, L))),
    source=Source("lqtheory_dossier", "lq.net.residual"),
)
