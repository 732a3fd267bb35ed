r"""**The entrywise bound against B1 (false)**: it is never larger.

In the Euclidean norm over the outputs. The two are incomparable (:mod:`b1_at_most_entrywise_bound`): report the smaller
one. The matrix (1 1; 1 -1) stretches (1, 1) by sqrt 2, its entries without signs by 2.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Source, Theorem
from lqtheory.quantities.network_errors import network_quantity
from lqtheory.quantities.tiny_networks import TinyNetwork, ball_network, tiny_network

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


def extremal(L: int) -> dict[str, TinyNetwork]:
    """Two layers, the first of which is pruned; further ones are the identity."""
    first, signs, one = np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([[1.0, 1.0], [1.0, -1.0]]), np.eye(2)
    weights, zeros = (first, signs, one, one), (np.zeros(2),) * 4
    pruned, keep = (2.0 * one, signs, one, one), ((1, 1), (2, 2), (1, 1), (1, 1))
    return {"net": TinyNetwork(weights, zeros, pruned, zeros, ("leaky_relu",) * 3, keep, np.ones(2))}


THEOREM = Theorem(
    name="entrywise_bound_at_most_b1",
    title="The entrywise bound against B1 (false)",
    id="lq.net.entrywise.below",
    statement="For every network net of L layers of at most four neurons the Euclidean norm of the entrywise bounds is "
    "at most B1.",
    domain=D,
    claim=AtMost(entrywise, b1),
    extremal=extremal,
    expected="refuted",
    corrected_by="entrywise_error_bound",
    source=Source("lqtheory_dossier", "lq.net.entrywise"),
    notes="No published claim; the dossier calls the two bounds incomparable.",
)
