r"""**B2 <= B3**: the norms of the pruned activations are at most the a-priori radii R_l.

R_0 is the norm of the input, R_l = c_l (||W~^l|| R_{l-1} + ||b~^l||) + ||phi_l(0)||: the bound holds for all inputs
in a ball.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network

D = Domain(
    L=Integer(1, typical=(1, 4)),
    net=Object(
        tiny_network, ball=ball_network, description="a network of at least L layers with a pruned copy and an input"
    ),
)
L, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
downstream_lipschitz = network_quantity("downstream_lipschitz")
change_norm = network_quantity("change_norm")
pruned_activation_norm = network_quantity("pruned_activation_norm")
activation_radius = network_quantity("activation_radius")
bias_change = network_quantity("bias_change")

THEOREM = Theorem(
    name="norms_at_most_radii",
    title="Activations and a-priori radii (B2 <= B3)",
    id="lq.net.chain.b3",
    statement="For every network net of L layers the bound by norms of pruned activations is at most the bound "
    "by radii R_l.",
    domain=D,
    claim=AtMost(
        sp.Sum(
            downstream_lipschitz(net, L, layer)
            * (change_norm(net, L, layer) * pruned_activation_norm(net, L, layer - 1) + bias_change(net, L, layer)),
            (layer, 1, L),
        ),
        sp.Sum(
            downstream_lipschitz(net, L, layer)
            * (change_norm(net, L, layer) * activation_radius(net, L, layer - 1) + bias_change(net, L, layer)),
            (layer, 1, L),
        ),
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
