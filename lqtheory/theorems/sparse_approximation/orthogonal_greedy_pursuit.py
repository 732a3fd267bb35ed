r"""**Orthogonal greedy pursuit**: sigma_m(f) <= r_m <= V/sqrt(m+3) for every dictionary and m >= 1.

r_m is the error after m steps, V = sum v_j. Better than Maurey's V/sqrt(m), and than the classical V/sqrt(m+1) for
pursuit. Attained at m = 1 by two orthonormal atoms of equal mass: half of the mass is left.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 6)), theta=Vector("n"), F=DICTIONARY, m=Integer(1, typical=(1, 4)))
n, theta, F, m = D.symbols
mass = power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)
error = MEASURED["pursuit_error"].symbol(theta, F, m)
best = MEASURED["best_dictionary_error"].symbol(theta, F, m)

THEOREM = Theorem(
    name="orthogonal_greedy_pursuit",
    title="Orthogonal greedy pursuit",
    id="lq.dict.oga",
    statement="For every dictionary F of n atoms, coefficients theta and m >= 1 pursuit with m steps has an error of "
    "at least that of the best m atoms and at most V/sqrt(m+3).",
    domain=D,
    claim=Claim(then=[Relation(best, "<=", error), Relation(error, "<=", mass / sp.sqrt(m + 3))]),
    extremal=lambda n, m: {"theta": np.ones(n), "F": np.eye(n)},
    sharp_at=({"n": 2, "m": 1},),
    source=Source("lqtheory_dossier", "lq.dict.oga"),
    notes="The classical proof (DeVore and Temlyakov 1996) gives V/sqrt(m+1).",
)
