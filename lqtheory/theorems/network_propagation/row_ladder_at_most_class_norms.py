r"""**The row bound from norms alone**: keep counts, l_q norms of the neurons and the largest inputs.

|e_i . x~| <= sigma_{k_i}(w_i)_1 ||x~||_inf <= W(k_i,d,q,1) ||w_i||_q ||x~||_inf, and with C_{q,1} k_i^{1-1/q} in the
place of W for q < 1: each neuron of the layers in the sup norm. Rows that keep nothing enter with their l_q norm.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Object, Real, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.network_rows import row_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network
from lqtheory.relations import Relation

D = Domain(
    L=Integer(1, typical=(1, 4)),
    q=Real(0, 1, typical=(0.2, 0.95)),
    net=Object(
        tiny_network, ball=ball_network, description="a network of at least L layers with a pruned copy and an input"
    ),
)
L, q, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
later = row_quantity("downstream_rows")(net, L, layer)
parts = {
    "perturbation": row_quantity("row_perturbation")(net, L, layer),
    "tails": row_quantity("tail_rows")(net, L, layer),
    "classes": row_quantity("class_rows")(net, L, layer, q),
    "closed": row_quantity("stechkin_rows")(net, L, layer, q),
}
tails, classes, closed = (sp.Sum(later * parts[name], (layer, 1, L)) for name in ("tails", "classes", "closed"))

THEOREM = Theorem(
    name="row_ladder_at_most_class_norms",
    title="Row bound from norms of the neurons",
    id="lq.net.row.norms",
    statement="For every network net of L layers and 0 < q < 1 the row bound is at most the one with sums of the "
    "pruned weights of a neuron times the largest input, that at most the one with exact worst cases and l_q norms, "
    "and that at most the one with C_{q,1} k^(1-1/q).",
    domain=D,
    claim=Claim(
        then=[
            Relation(network_quantity("row_error")(net, L), "<=", tails),
            Relation(tails, "<=", classes),
            Relation(classes, "<=", closed),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.row"),
)
