r"""**B0 <= B1**: a hybrid step is at most Lambda_l times the perturbation E^l x~ + Delta b of its layer.

Lambda_l is the product of the Lipschitz constants of all activations and of the spectral norms of all original
matrices after layer l.
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
hybrid_step = network_quantity("hybrid_step")
downstream_lipschitz = network_quantity("downstream_lipschitz")
layer_perturbation = network_quantity("layer_perturbation")

THEOREM = Theorem(
    name="hybrid_steps_at_most_perturbations",
    title="Hybrid steps and perturbations (B0 <= B1)",
    id="lq.net.chain.b1",
    statement="For every network net of L layers the sum of hybrid steps is at most the sum of Lambda_l times "
    "the norms of the perturbations.",
    domain=D,
    claim=AtMost(
        sp.Sum(hybrid_step(net, L, layer), (layer, 1, L)),
        sp.Sum(downstream_lipschitz(net, L, layer) * layer_perturbation(net, L, layer), (layer, 1, L)),
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
