r"""**B0 and B1 in L_2 of a sample**: the ladder of one input holds for root mean squares over many.

||f~ - f|| <= sum_l ||F_l - F_{l-1}|| <= sum_l Lambda_l ||E^l x~^{l-1} + Delta b^l||, all norms in L_2(nu) with nu the
uniform law of the sample. A sample of one input is :mod:`error_at_most_hybrid_steps` with
:mod:`hybrid_steps_at_most_perturbations`. The bounds of the ladder after these are uniform over the ball ||x|| <= R_0.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.quantities.network_rows import SAMPLED_PAIR, row_quantity
from lqtheory.relations import Relation

D = Domain(L=Integer(1, typical=(1, 4)), pair=SAMPLED_PAIR)
L, pair = D.symbols
layer = sp.Symbol("l", integer=True, positive=True)
step = row_quantity("sampled_hybrid_step")(pair, L, layer)
perturbation = row_quantity("sampled_layer_perturbation")(pair, L, layer)
later = row_quantity("sampled_downstream_lipschitz")(pair, L, layer)
steps, perturbations = (sp.Sum(term, (layer, 1, L)) for term in (step, later * perturbation))

THEOREM = Theorem(
    name="ladder_over_a_sample",
    title="Output error over a sample, hybrid steps and perturbations (B0, B1)",
    id="lq.net.chain.sample",
    statement="For every network of L layers with a pruned copy and a sample (pair) the output error in L_2 of the "
    "sample is at most the sum of the hybrid steps in L_2, and that at most the sum of Lambda_l times the "
    "perturbations in L_2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(row_quantity("sampled_output_error")(pair, L), "<=", steps),
            Relation(steps, "<=", perturbations),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.net.chain"),
)
