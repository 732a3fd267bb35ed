r"""**Mirror**: original activations with the Lipschitz constants of the pruned network.

G_l is the network whose first l layers are original, the rest pruned. Incomparable with B1; the smaller of both
counts.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Object, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import ball_network, tiny_network
from lqtheory.relations import Relation

D = Domain(
    L=Integer(1, typical=(1, 4)),
    net=Object(
        tiny_network, ball=ball_network, description="a network of at least L layers with a pruned copy and an input"
    ),
)
L, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
output_error = network_quantity("output_error")
mirrored_step = network_quantity("mirrored_step")
pruned_downstream_lipschitz = network_quantity("pruned_downstream_lipschitz")
mirrored_perturbation = network_quantity("mirrored_perturbation")

THEOREM = Theorem(
    name="mirrored_error_bound",
    title="The mirror image of B1",
    id="lq.net.chain.mirror",
    statement="For every network net of L layers the output error is at most the sum of the steps from G_{l-1} "
    "to G_l, and these at most the pruned Lipschitz constants times E^l x + Delta b^l.",
    domain=D,
    claim=Claim(
        then=[
            Relation(output_error(net, L), "<=", sp.Sum(mirrored_step(net, L, layer), (layer, 1, L))),
            Relation(
                sp.Sum(mirrored_step(net, L, layer), (layer, 1, L)),
                "<=",
                sp.Sum(
                    pruned_downstream_lipschitz(net, L, layer) * mirrored_perturbation(net, L, layer), (layer, 1, L)
                ),
            ),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
