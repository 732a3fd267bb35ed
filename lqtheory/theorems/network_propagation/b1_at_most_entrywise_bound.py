r"""**B1 against the entrywise bound (false)**: it is never larger.

The other direction of :mod:`entrywise_bound_at_most_b1`: the two bounds are incomparable.
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
layer, j = (sp.Symbol(letter, integer=True, positive=True) for letter in "lj")


def ladder(constants: str, changes: str) -> sp.Expr:
    """Sum over layers of constants after a layer times its perturbation."""
    later, change = (network_quantity(name)(net, L, layer) for name in (constants, changes))
    return sp.Sum(later * change, (layer, 1, L))


b1 = ladder("downstream_lipschitz", "layer_perturbation")
entrywise = sp.sqrt(sp.Sum(network_quantity("entrywise_error")(net, L, j) ** 2, (j, 1, 4)))

THEOREM = Theorem(
    name="b1_at_most_entrywise_bound",
    title="B1 against the entrywise bound (false)",
    id="lq.net.entrywise.above",
    statement="For every network net of L layers of at most four neurons B1 is at most the Euclidean norm of the "
    "entrywise bounds.",
    domain=D,
    claim=AtMost(b1, entrywise),
    expected="refuted",
    corrected_by="entrywise_error_bound",
    source=Source("lqtheory_dossier", "lq.net.entrywise"),
    notes="No published claim; the dossier calls the two bounds incomparable.",
)
