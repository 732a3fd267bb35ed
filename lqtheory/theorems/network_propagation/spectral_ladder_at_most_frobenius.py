r"""**B3 <= B4**: spectral norms are at most Frobenius norms, everywhere in the bound.

Frobenius norms are monotone under masks, which spectral norms are not (:mod:`masks_lower_spectral_norms_as_assumed`).
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
activation_radius = network_quantity("activation_radius")
bias_change = network_quantity("bias_change")
downstream_frobenius = network_quantity("downstream_frobenius")
change_frobenius = network_quantity("change_frobenius")
activation_radius_frobenius = network_quantity("activation_radius_frobenius")

THEOREM = Theorem(
    name="spectral_ladder_at_most_frobenius",
    title="Spectral and Frobenius norms (B3 <= B4)",
    id="lq.net.chain.b4",
    statement="For every network net of L layers the bound with spectral norms is at most the same bound with "
    "Frobenius norms.",
    domain=D,
    claim=AtMost(
        sp.Sum(
            downstream_lipschitz(net, L, layer)
            * (change_norm(net, L, layer) * activation_radius(net, L, layer - 1) + bias_change(net, L, layer)),
            (layer, 1, L),
        ),
        sp.Sum(
            downstream_frobenius(net, L, layer)
            * (
                change_frobenius(net, L, layer) * activation_radius_frobenius(net, L, layer - 1)
                + bias_change(net, L, layer)
            ),
            (layer, 1, L),
        ),
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
