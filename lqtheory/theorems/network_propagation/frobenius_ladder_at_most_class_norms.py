r"""**B4 <= B5**: the error in terms of the neurons' l_q norms and keep counts.

Row i of layer l keeps its k_i largest entries, so its change is at most W(k_i, d_l, q, 2) ||w_i||_q, the exact worst
case.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Real, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network

D = Domain(
    L=Integer(1, typical=(1, 4)),
    q=Real(0, 2, closed="right", typical=(0.2, 2)),
    net=Object(
        tiny_network, ball=ball_network, description="a network of at least L layers with a pruned copy and an input"
    ),
)
L, q, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
downstream_frobenius = network_quantity("downstream_frobenius")
change_frobenius = network_quantity("change_frobenius")
activation_radius_frobenius = network_quantity("activation_radius_frobenius")
bias_change = network_quantity("bias_change")
class_change = network_quantity("class_change")

THEOREM = Theorem(
    name="frobenius_ladder_at_most_class_norms",
    title="Rows in l_q classes (B4 <= B5)",
    id="lq.net.chain.b5",
    statement="For every network net of L layers and 0 < q <= 2 the bound with Frobenius norms is at most the "
    "bound with l_q norms of rows and keep counts.",
    domain=D,
    claim=AtMost(
        sp.Sum(
            downstream_frobenius(net, L, layer)
            * (
                change_frobenius(net, L, layer) * activation_radius_frobenius(net, L, layer - 1)
                + bias_change(net, L, layer)
            ),
            (layer, 1, L),
        ),
        sp.Sum(
            downstream_frobenius(net, L, layer)
            * (
                class_change(net, L, layer, q) * activation_radius_frobenius(net, L, layer - 1)
                + bias_change(net, L, layer)
            ),
            (layer, 1, L),
        ),
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
