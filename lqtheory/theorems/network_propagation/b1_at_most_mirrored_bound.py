r"""**B1 against the mirrored bound (false)**: it is never larger.

The other direction of :mod:`mirrored_bound_at_most_b1`: the two bounds are incomparable.
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


def ladder(constants: str, changes: str) -> sp.Expr:
    """Sum over layers of constants after a layer times its perturbation."""
    later, change = (network_quantity(name)(net, L, layer) for name in (constants, changes))
    return sp.Sum(later * change, (layer, 1, L))


b1 = ladder("downstream_lipschitz", "layer_perturbation")
mirrored = ladder("pruned_downstream_lipschitz", "mirrored_perturbation")

THEOREM = Theorem(
    name="b1_at_most_mirrored_bound",
    title="B1 against the mirrored bound (false)",
    id="lq.net.chain.mirror_above",
    statement="For every network net of L layers B1 is at most the bound with original activations and pruned "
    "Lipschitz constants.",
    domain=D,
    claim=AtMost(b1, mirrored),
    expected="refuted",
    corrected_by="mirrored_error_bound",
    source=Source("lqtheory_dossier", "lq.net.chain"),
    notes="No published claim; the dossier calls the two bounds incomparable.",
)
