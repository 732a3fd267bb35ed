r"""**Derandomised averages**: m atoms V u_j chosen by conditional expectations have ||g-f||^2 <= (V^2 - ||f||^2)/m.

S_0 = 0, S_{t+1} = S_t + V u_j with j minimising <S_t - (t+1)f, u_j>, g = S_m/m; X_t = ||S_t - t f||^2. Attained by two
orthonormal atoms of equal mass at m = 1.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 5)), theta=Vector("n"), F=DICTIONARY, m=Integer(1, typical=(1, 4)))
n, theta, F, m = D.symbols
mass = power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)
excess = MEASURED["averaging_excess"].symbol(theta, F, m)
best = MEASURED["best_dictionary_error"].symbol(theta, F, m)
bound = (mass**2 - MEASURED["expansion_square"].symbol(theta, F)) / m

THEOREM = Theorem(
    name="greedy_averages",
    title="Averages chosen by conditional expectations",
    id="lq.dict.greedy",
    statement="For every dictionary F of n atoms, coefficients theta and m >= 1 the mean of m atoms chosen by "
    "conditional expectations has the squared error X_m/m^2, at least that of the best m atoms, at most "
    "(V^2 - |f|^2)/m.",
    domain=D,
    claim=Claim(then=[Relation(best**2, "<=", excess / m**2), Relation(excess / m**2, "<=", bound)]),
    extremal=lambda n, m: {"theta": np.ones(n), "F": np.eye(n)},
    sharp_at=({"n": 2, "m": 1}, {"n": 4, "m": 1}),
    source=Source("lqtheory_dossier", "lq.dict.greedy"),
)
