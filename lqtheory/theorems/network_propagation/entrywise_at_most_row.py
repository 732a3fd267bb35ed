r"""**Entrywise beats row**: delta^L_j <= rho_L.

rho_l = c_l (||W^l||_{inf->inf} rho_{l-1} + ||E^l x~ + Delta b||_inf), one number per layer.
"""

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
entrywise_error = network_quantity("entrywise_error")
row_error = network_quantity("row_error")

THEOREM = Theorem(
    name="entrywise_at_most_row",
    title="Entrywise and row bounds",
    id="lq.net.row.order",
    statement="For every network net of L layers and every output j the entrywise bound is at most the row bound.",
    domain=D,
    claim=AtMost(entrywise_error(net, L, j), row_error(net, L)),
    source=Source("lqtheory_dossier", "lq.net.row"),
)
