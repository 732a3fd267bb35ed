r"""**Entrywise bound**: |f~ - f| <= delta^L in every output.

delta^0 = 0, delta^l = c_l (|W^l| delta^{l-1} + |E^l x~^{l-1} + Delta b^l|), c_L = 1. Incomparable with the Euclidean
bound B1.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network

D = Domain(
    L=Integer(1, typical=(1, 4)),
    j=Integer(1, typical=(1, 4)),
    net=Object(
        tiny_network,
        ball=ball_network,
        description="a network of at least L layers with a pruned copy and an input",
    ),
)
L, j, net = D.symbols
output_change = network_quantity("output_change")
entrywise_error = network_quantity("entrywise_error")

THEOREM = Theorem(
    name="entrywise_error_bound",
    title="Entrywise bound",
    id="lq.net.entrywise",
    statement="For every network net of L layers and every output j the magnitude of the change is at most the "
    "entrywise bound.",
    domain=D,
    claim=AtMost(sp.Abs(output_change(net, L, j)), entrywise_error(net, L, j)),
    source=Source("lqtheory_dossier", "lq.net.entrywise"),
)
