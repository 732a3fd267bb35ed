r"""**Sparse linear approximation of a network, largest error of an output**.

A reconstruction, as :mod:`network_dictionary_theorem`. Layers are measured by max_i ||.||_{L_2}: max_o ||f^_o - f_o||
<= sum_l (prod_{j>l} c_{j-1} max_i ||w_i^j||_1) max_i 2C_{q,2} k_{l,i}^{1/2-1/q} ||v_i^l||_q.
"""

import sympy as sp

from lqtheory import AtMost, Source, Theorem
from lqtheory.expressions import MaxOver
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.theorems.network_propagation.network_dictionary_theorem import D, L, N, bound, layer, net, neuron

largest = MaxOver(bound, neuron, 1, N)

THEOREM = Theorem(
    name="network_dictionary_theorem_by_neurons",
    title="Sparse linear approximation of a network, neuron by neuron (reconstruction)",
    id="lq.net.dict.max",
    statement="For every network net of L layers with at most N neurons each and a sample, and 0 < q <= 1, re-fitting "
    "each neuron on k of its inputs changes every output in L_2 by at most the sum over layers of the product of the "
    "largest row sums and slope bounds after it times the largest 2C_{q,2} k^(1/2-1/q) times the l_q norm of the "
    "masses of a neuron.",
    domain=D,
    claim=AtMost(
        refit_quantity("largest_preactivation_error")(net, L),
        sp.Sum(refit_quantity("row_downstream")(net, layer) * largest, (layer, 1, L)),
    ),
    source=Source("lqtheory_dossier", "lq.net.dict"),
    notes="A reconstruction of the main theorem of arXiv 2206.05604 from its abstract.",
)
