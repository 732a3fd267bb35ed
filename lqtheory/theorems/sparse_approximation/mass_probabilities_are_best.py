r"""**No probabilities give Maurey's average a smaller mean squared error than the masses do**, for any dictionary.

m independent draws of theta_j f_j/p_j with probabilities p = w/W, W = sum w, have the mean f and E||g-f||^2 =
(sum v_j^2/p_j - ||f||^2)/m with v_j = |theta_j| ||f_j||; at p = v/V this is (V^2 - ||f||^2)/m
(:mod:`maurey_mean_square`), the least. Equality for w = v.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.dictionaries.weighted_draws import WEIGHTED_DRAWS
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    theta=Vector("n"),
    F=DICTIONARY,
    w=Vector("n", sign="positive"),
    m=Integer(1, typical=(1, 3)),
)
n, theta, F, w, m = D.symbols
masses = MEASURED["atom_masses"].symbol(theta, F)
square = MEASURED["expansion_square"].symbol(theta, F)
second_moment = power_sum(w, 1) * power_sum(masses / sp.sqrt(w), 2)
mean = WEIGHTED_DRAWS["weighted_mean_square"].symbol(theta, F, w, m)

THEOREM = Theorem(
    name="mass_probabilities_are_best",
    title="Masses are the best probabilities",
    id="lq.dict.maurey.optimal",
    provenance="reproved",
    statement="For every dictionary F of n atoms, coefficients theta, weights w > 0 and m >= 1, the mean of m "
    "independent draws of theta_j f_j/p_j, p = w/sum w, has a mean squared error (sum v^2/p - |f|^2)/m, which is at "
    "least (V^2 - |f|^2)/m.",
    domain=D,
    claim=Claim(
        then=[
            Relation(mean, "=", (second_moment - square) / m),
            Relation((power_sum(masses, 1) ** 2 - square) / m, "<=", mean),
        ]
    ),
    source=Source("barron_1993", "Lemma 1"),
    notes="Quoted from memory; the proof is the dossier's.",
)
