r"""**B0**: the output error is at most the sum of the steps from hybrid to hybrid.

The triangle inequality for the telescoping sum; the tightest of the ladder, at the price of one forward pass per
layer.
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
output_error = network_quantity("output_error")
hybrid_step = network_quantity("hybrid_step")

THEOREM = Theorem(
    name="error_at_most_hybrid_steps",
    title="Output error and hybrid steps (B0)",
    id="lq.net.chain.b0",
    statement="For every network net of L layers the output error is at most the sum of the Euclidean norms of "
    "F_l - F_{l-1}.",
    domain=D,
    claim=AtMost(output_error(net, L), sp.Sum(hybrid_step(net, L, layer), (layer, 1, L))),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
