r"""**Whole neurons with re-fitted weights**: k of them reach the rate 2C_{q,2} k^{1/2-1/q} in the scores.

What neuron j gives the next layer, W_{:j} x_j, is an atom of the Hilbert space L2(nu; R^m) with the norm s_j, its
score. So the bound for every dictionary (:mod:`combined_bound_for_all_counts`) applies: for some k neurons and factors
c_j the next layer's inputs change by at most 2C_{q,2} k^{1/2-1/q} ||s||_q, without any assumption on correlations,
where removal without a fit costs up to W(k,d,q,1) ||s||_q, of the order k^{1-1/q}
(:mod:`removed_neurons_at_most_scores`). Fitting all weights of the neurons that remain, not one factor each, is at
least as good.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Matrix, Real, Source, Theorem
from lqtheory.dictionaries.contributions import REFITTED_CHANGE
from lqtheory.quantities.matrix_rows import NEURON_SCORES
from lqtheory.symbols import lq_norm, uniform_dictionary_constant

D = Domain(
    m=Integer(1, typical=(1, 3)),
    d=Integer(1, typical=(1, 6)),
    N=Integer(1, typical=(1, 4)),
    k=Integer(1, typical=(1, 5)),
    q=Real(0, 1, closed="right", typical=(0.2, 1)),
    W=Matrix("m", "d"),
    X=Matrix("N", "d"),
)
m, d, N, k, q, W, X = D.symbols
rate = uniform_dictionary_constant(q) * k ** (sp.Rational(1, 2) - 1 / q)

THEOREM = Theorem(
    name="refitted_neurons_bound",
    title="Whole neurons with re-fitted weights",
    id="lq.alloc.structured.refit",
    statement="For outgoing weights W of d neurons and their outputs X on a sample, some k neurons, each with a "
    "factor, change the next layer's inputs by at most 2C_{q,2} k^(1/2-1/q) times the l_q norm of the scores in L2, "
    "0 < q <= 1.",
    domain=D,
    claim=AtMost(REFITTED_CHANGE.symbol(W, X, k), rate * lq_norm(NEURON_SCORES.symbol(W, X), q)),
    extremal=lambda m, d, N, k, q: {"W": np.ones((m, d)), "X": np.eye(N, d)},
    source=Source("lqtheory_dossier", "lq.alloc.structured"),
    notes="The dossier says in one sentence that the results on dictionaries apply; this is the one for all counts.",
)
