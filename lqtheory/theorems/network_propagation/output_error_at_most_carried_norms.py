r"""**The norm bound of the telescoping decomposition**: the sum of Lambda_l times the length of what layer l changes.

Lambda_l is the product of the Lipschitz constants of all activations and spectral norms of all original matrices after
layer l: each carried change is at most that many times as long. The worst case over directions, beside the exact
attributions of :mod:`layer_attributions_add_up`.
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
bound = network_quantity("downstream_lipschitz")(net, L, layer) * network_quantity("layer_perturbation")(net, L, layer)

THEOREM = Theorem(
    name="output_error_at_most_carried_norms",
    title="Norm bound of the telescoping decomposition",
    id="cert.norm_bound",
    statement="For every network net of L layers the output error is at most the sum of Lambda_l times the norms "
    "of the changes of the layers at the inputs of the compressed network.",
    domain=D,
    claim=AtMost(network_quantity("output_error")(net, L), sp.Sum(bound, (layer, 1, L))),
    source=Source("lqtheory_dossier", "cert.norm_bound"),
    provenance="derived",
)
