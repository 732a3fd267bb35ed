r"""**The ladder in L_2 of a sample** (B1): what re-fitting changes in each layer, times the constants after it.

A part of the reconstruction of the paper's network theorem (:mod:`network_dictionary_theorem`).

||f^ - f|| <= sum_l Lambda_l ||(W^^l - W^l) x^^{l-1}||, and in the norm that is the largest over the neurons of a layer
max_o ||f^_o - f_o|| <= sum_l Lambda'_l max_i ||((W^^l - W^l) x^^{l-1})_i||, all norms in L_2 of the sample; Lambda_l is
the product of c_{j-1} ||W^j|| over the layers j > l, Lambda'_l that of c_{j-1} max_i ||w^j_i||_1.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.expressions import MaxOver
from lqtheory.quantities.refitted_networks import refit_quantity
from lqtheory.quantities.sampled_networks import SAMPLED
from lqtheory.relations import Relation

D = Domain(L=Integer(1, typical=(1, 3)), N=Integer(1, typical=(1, 4)), net=SAMPLED)
L, N, net = D.symbols
layer, neuron = (sp.Symbol(letter, integer=True, positive=True) for letter in "li")
largest_step = MaxOver(refit_quantity("neuron_step")(net, layer, neuron), neuron, 1, N)
terms = (
    refit_quantity("original_downstream")(net, layer) * refit_quantity("refit_step")(net, layer),
    refit_quantity("row_downstream")(net, layer) * largest_step,
)
errors = tuple(refit_quantity(name)(net, L) for name in ("preactivation_error", "largest_preactivation_error"))

THEOREM = Theorem(
    name="refitting_ladder",
    title="Error of a re-fitted network by its layers (reconstruction)",
    id="lq.net.dict.ladder",
    statement="For every network net of L layers with at most N neurons each and a sample, re-fitted neuron by neuron, "
    "the output error in L_2 is at most the sum over layers of what re-fitting changes there times the product of the "
    "constants after it, and likewise for the largest error of an output with largest row sums as norms.",
    domain=D,
    claim=Claim(
        then=[Relation(error, "<=", sp.Sum(term, (layer, 1, L))) for error, term in zip(errors, terms, strict=True)]
    ),
    source=Source("lqtheory_dossier", "lq.net.dict"),
    notes="A step of the reconstruction of the main theorem of arXiv 2206.05604, whose abstract alone was read.",
)
