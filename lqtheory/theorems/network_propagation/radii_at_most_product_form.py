r"""**Product form**: B3 <= (prod (||W^l|| + ||E^l||) - prod ||W^l||) ||x|| for networks without biases.

Activations with constant 1 that vanish at zero. The product telescopes: prod (a_l + e_l) - prod a_l = sum_l
(prod_{j>l} a_j) e_l prod_{j<l} (a_j + e_j).
"""

from functools import partial

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network

D = Domain(
    L=Integer(1, typical=(1, 4)),
    net=Object(
        partial(tiny_network, plain=True),
        ball=ball_network,
        description="a network of at least L layers without biases",
    ),
)
L, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
downstream_lipschitz = network_quantity("downstream_lipschitz")
change_norm = network_quantity("change_norm")
activation_radius = network_quantity("activation_radius")
product_error = network_quantity("product_error")

THEOREM = Theorem(
    name="radii_at_most_product_form",
    title="Product form",
    id="lq.net.product",
    statement="For every network net of L >= 1 layers without biases, with activations of constant 1 that "
    "vanish at zero, B3 is at most the product form.",
    domain=D,
    claim=AtMost(
        sp.Sum(
            downstream_lipschitz(net, L, layer) * change_norm(net, L, layer) * activation_radius(net, L, layer - 1),
            (layer, 1, L),
        ),
        product_error(net, L),
    ),
    source=Source("lqtheory_dossier", "lq.net.product"),
)
