r"""**Row bound**: the largest change of an output is at most rho_L.

rho_l = c_l (||W^l||_{inf->inf} rho_{l-1} + ||E^l x~ + Delta b||_inf) with rho_0 = 0.
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
row_error = network_quantity("row_error")

THEOREM = Theorem(
    name="row_error_bound",
    title="Row bound",
    id="lq.net.row",
    statement="For every network net of L layers and every output j the magnitude of the change is at most the "
    "row bound.",
    domain=D,
    claim=AtMost(sp.Abs(output_change(net, L, j)), row_error(net, L)),
    source=Source("lqtheory_dossier", "lq.net.row"),
)
