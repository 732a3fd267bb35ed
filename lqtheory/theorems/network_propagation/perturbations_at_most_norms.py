r"""**B1 <= B2**: the perturbation of a layer is at most the norm of the change times that of the activations.

Spectral norms, so equality where the activations lie along the top singular vector of the change.
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
layer_perturbation = network_quantity("layer_perturbation")
change_norm = network_quantity("change_norm")
pruned_activation_norm = network_quantity("pruned_activation_norm")
bias_change = network_quantity("bias_change")

THEOREM = Theorem(
    name="perturbations_at_most_norms",
    title="Perturbations and norms (B1 <= B2)",
    id="lq.net.chain.b2",
    statement="For every network net of L layers the bound by perturbations is at most the bound by the norms "
    "of changes and of pruned activations.",
    domain=D,
    claim=AtMost(
        sp.Sum(downstream_lipschitz(net, L, layer) * layer_perturbation(net, L, layer), (layer, 1, L)),
        sp.Sum(
            downstream_lipschitz(net, L, layer)
            * (change_norm(net, L, layer) * pruned_activation_norm(net, L, layer - 1) + bias_change(net, L, layer)),
            (layer, 1, L),
        ),
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
