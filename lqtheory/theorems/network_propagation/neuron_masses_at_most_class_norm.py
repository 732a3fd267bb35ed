r"""**Masses of a neuron and its weights**: ||v_i^l||_q <= B_{l-1} ||w_i^l||_q <= B_{l-1} t_l.

B_{l-1} is the largest norm of an input of layer l in L_2 of the sample, t_l the largest l_q norm of its neurons: put
into :mod:`network_dictionary_theorem` or :mod:`network_dictionary_theorem_by_neurons` this is the uniform form, in
terms of the weights and of B alone, of what is a reconstruction of the paper's network theorem.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem
from lqtheory.expressions import MaxOver
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.quantities.sampled_networks import SAMPLED
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm

D = Domain(
    L=Integer(1, typical=(1, 3)),
    N=Integer(1, typical=(1, 4)),
    l=Integer(1, "L"),
    i=Integer(1, "N"),
    q=Real(0, typical=(0.2, 2)),
    net=SAMPLED,
)
L, N, layer, neuron, q, net = D.symbols
other = sp.Symbol("j", integer=True, positive=True)
largest = refit_quantity("largest_input")(net, layer)
norm = lambda i: lq_norm(refit_quantity("neuron_weights")(net, layer, i), q)  # noqa: E731
masses = lq_norm(refit_quantity("neuron_masses")(net, layer, neuron), q)
class_norm = MaxOver(norm(other), other, 1, N)

THEOREM = Theorem(
    name="neuron_masses_at_most_class_norm",
    title="Masses of a neuron against its weights (uniform form of the reconstruction)",
    id="lq.net.dict.uniform",
    statement="For every network net of L layers with at most N neurons each and a sample, layer l, neuron i and q > 0 "
    "the l_q norm of the masses of the neuron is at most the largest norm of an input of its layer times the l_q norm "
    "of its weights, and that at most the largest of its layer.",
    domain=D,
    claim=Claim(
        then=[
            Relation(masses, "<=", largest * norm(neuron)),
            Relation(largest * norm(neuron), "<=", largest * class_norm),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.dict"),
    notes="A step of the reconstruction of the main theorem of arXiv 2206.05604, whose abstract alone was read.",
)
