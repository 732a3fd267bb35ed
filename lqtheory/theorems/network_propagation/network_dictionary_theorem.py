r"""**Sparse linear approximation of a network** (reconstruction of Yang, Wang, Ding and Yang 2022).

Layers in order; neuron i of layer l sees the dictionary of its inputs in L_2 of a sample, with masses v_ij = |w_ij|
||x^_j||, and is re-fitted on k_{l,i} of them, bias kept. Then ||f^ - f|| <= sum_l Lambda_l (sum_i [2C_{q,2}
k_{l,i}^{1/2-1/q} ||v_i^l||_q]^2)^{1/2} with Lambda_l the product of c_{j-1} ||W^j|| over j > l, c the slope bounds of
the activations. The shape is that of the main theorem of the paper, whose abstract alone was read; its exact constants
are not known here. Far from sharp: every neuron and every layer is taken at its worst. The form in the largest error
of an output is :mod:`network_dictionary_theorem_by_neurons`.
"""

import sympy as sp

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.quantities.sampled_networks import SAMPLED
from lqtheory.symbols import lq_norm, uniform_dictionary_constant

D = Domain(
    L=Integer(1, typical=(1, 3)),
    N=Integer(1, typical=(1, 4)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    net=SAMPLED,
)
L, N, q, net = D.symbols
layer, neuron = (sp.Symbol(letter, integer=True, positive=True) for letter in "li")
rate = uniform_dictionary_constant(q) * refit_quantity("neuron_count")(net, layer, neuron) ** (
    sp.Rational(1, 2) - 1 / q
)
bound = rate * lq_norm(refit_quantity("neuron_masses")(net, layer, neuron), q)
of_layer = sp.sqrt(sp.Sum(bound**2, (neuron, 1, N)))

THEOREM = Theorem(
    name="network_dictionary_theorem",
    title="Sparse linear approximation of a network (reconstruction)",
    id="lq.net.dict",
    statement="For every network net of L layers with at most N neurons each and a sample, and 0 < q <= 1, re-fitting "
    "each neuron on k of its inputs changes the output in L_2 by at most the sum over layers of Lambda_l times the "
    "root of the sum over neurons of the squares of 2C_{q,2} k^(1/2-1/q) times the l_q norms of their masses.",
    domain=D,
    claim=AtMost(
        refit_quantity("preactivation_error")(net, L),
        sp.Sum(refit_quantity("original_downstream")(net, layer) * of_layer, (layer, 1, L)),
    ),
    source=Source("lqtheory_dossier", "lq.net.dict"),
    notes="A reconstruction of the main theorem of arXiv 2206.05604 from its abstract.",
)
