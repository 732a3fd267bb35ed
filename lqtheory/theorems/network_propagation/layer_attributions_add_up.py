r"""**The change of the output, layer by layer**: f^ - f is the sum of what each layer changes, carried to the output.

delta^l = (W^^l - W^l) x^^(l-1) + b^^l - b^l at the inputs of the compressed network, carried by the original weights
and the secant slopes of the activations. An identity for any activations; the parts are attributions, not bounds.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Object, Source, Theorem
from lqtheory.quantities.network_attribution import LAYER_ATTRIBUTION
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network

D = Domain(
    L=Integer(1, typical=(1, 4)),
    j=Integer(1, typical=(1, 4)),
    net=Object(
        tiny_network, ball=ball_network, description="a network of at least L layers with a pruned copy and an input"
    ),
)
L, j, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
output_change = network_quantity("output_change")

THEOREM = Theorem(
    name="layer_attributions_add_up",
    title="Telescoping decomposition with secant slopes",
    id="cert.telescoping",
    statement="For every network net of L layers and every output j the change of the output is the sum over layers of "
    "the change of each layer, carried to the output by the original weights and the secant slopes.",
    domain=D,
    claim=Equal(output_change(net, L, j), sp.Sum(LAYER_ATTRIBUTION.symbol(net, L, layer, j), (layer, 1, L))),
    source=Source("lqtheory_dossier", "cert.telescoping"),
    provenance="derived",
)
