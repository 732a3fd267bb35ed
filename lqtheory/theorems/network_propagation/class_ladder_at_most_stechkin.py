r"""**B5 in closed form**: the exact worst case of each row is at most Stechkin's bound.

Rows that keep nothing enter with their l_q norm on both sides.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Real, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network

D = Domain(
    L=Integer(1, typical=(1, 4)),
    q=Real(0, 2, typical=(0.2, 1.9)),
    net=Object(
        tiny_network, ball=ball_network, description="a network of at least L layers with a pruned copy and an input"
    ),
)
L, q, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
downstream_frobenius = network_quantity("downstream_frobenius")
activation_radius_frobenius = network_quantity("activation_radius_frobenius")
bias_change = network_quantity("bias_change")
class_change = network_quantity("class_change")
stechkin_change = network_quantity("stechkin_change")

THEOREM = Theorem(
    name="class_ladder_at_most_stechkin",
    title="Closed form of B5",
    id="lq.net.chain.b5_closed",
    statement="For every network net of L layers and 0 < q < 2 the bound with exact worst cases is at most the "
    "bound with C_{q,2} k^(1/2-1/q).",
    domain=D,
    claim=AtMost(
        sp.Sum(
            downstream_frobenius(net, L, layer)
            * (
                class_change(net, L, layer, q) * activation_radius_frobenius(net, L, layer - 1)
                + bias_change(net, L, layer)
            ),
            (layer, 1, L),
        ),
        sp.Sum(
            downstream_frobenius(net, L, layer)
            * (
                stechkin_change(net, L, layer, q) * activation_radius_frobenius(net, L, layer - 1)
                + bias_change(net, L, layer)
            ),
            (layer, 1, L),
        ),
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
