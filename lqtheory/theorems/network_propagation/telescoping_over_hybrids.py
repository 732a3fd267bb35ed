r"""**Telescoping over hybrids**: f~ - f = sum_l (F_l - F_{l-1}), output by output.

F_l is the network whose first l layers are pruned; F_0 = f and F_L = f~. An identity, for any activations.
"""

import sympy as sp

from lqtheory import Domain, Equal, Integer, Object, Source, Theorem
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
layer = sp.Symbol("l", integer=True, positive=True)
output_change = network_quantity("output_change")
hybrid_output = network_quantity("hybrid_output")

THEOREM = Theorem(
    name="telescoping_over_hybrids",
    title="Telescoping over hybrids",
    id="lq.net.hybrid",
    statement="For every network net of L layers and every output j the change of the output is the sum over "
    "layers of what pruning one more layer changes.",
    domain=D,
    claim=Equal(
        output_change(net, L, j),
        sp.Sum(hybrid_output(net, L, layer, j) - hybrid_output(net, L, layer - 1, j), (layer, 1, L)),
    ),
    source=Source("lqtheory_dossier", "lq.net.hybrid"),
)
