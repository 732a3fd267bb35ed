r"""**Sparse linear approximation of a network** (reconstruction of Yang, Wang, Ding and Yang 2022).

Layers in order; neuron i of layer l sees the dictionary of its inputs in L_2 of a sample, with masses v_ij = |w_ij|
||x^_j||, and is re-fitted on k of them, bias kept. Then ||f^ - f|| <= sum_l Lambda_l (sum_i [2C_{q,2} k^{1/2-1/q}
||v_i^l||_q]^2)^{1/2} with Lambda_l the product of the spectral norms after layer l (ReLU). The shape is that of the
main theorem of the paper, whose abstract alone was read; its exact constants are not known here. Far from sharp: every
neuron and every layer is taken at its worst.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Object, Real, Source, Theorem
from lqtheory.quantities.refitted_networks import REFIT_QUANTITIES
from lqtheory.quantities.sampled_networks import sampled_network
from lqtheory.symbols import uniform_dictionary_constant

D = Domain(
    L=Integer(1, typical=(1, 3)),
    k=Integer(1, typical=(1, 4)),
    q=Real(0, 1, typical=(0.2, 1)),
    net=Object(sampled_network, ball=lambda net: net, description="a ReLU network of at least L layers and a sample"),
)
L, k, q, net = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
refitted_error, refit_step, refit_mass, downstream = (quantity.symbol for quantity in REFIT_QUANTITIES.values())
rate = uniform_dictionary_constant(q) * k ** (sp.Rational(1, 2) - 1 / q)

THEOREM = Theorem(
    name="network_dictionary_theorem",
    title="Sparse linear approximation of a network (reconstruction)",
    id="lq.net.dict",
    statement="For every ReLU network net of L layers and a sample, 0 < q < 1 and k inputs for each neuron, re-fitting "
    "changes the output in L_2 by at most the sum over layers of Lambda_l times 2C_{q,2} k^(1/2-1/q) times the l_q "
    "norms of the masses of its neurons.",
    domain=D,
    claim=AtMost(
        refitted_error(net, L, k),
        sp.Sum(downstream(net, L, layer) * (rate * refit_mass(net, L, layer, k, q)), (layer, 1, L)),
    ),
    source=Source("lqtheory_dossier", "lq.net.dict"),
    notes="A reconstruction of the main theorem of arXiv 2206.05604 from its abstract.",
)
