r"""**Derandomised averages for any target**: ||g-y||^2 <= ||f-y||^2 + (V^2 - ||f||^2)/m.

S_0 = 0, S_{t+1} = S_t + V u_j with j minimising <S_t - (t+1)f + m(f-y), u_j>, g = S_m/m; X_{t,m} = ||S_t - t f +
m(f-y)||^2. At y = f this is :mod:`greedy_averages`, whose equality it has.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, TARGET
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.dictionaries.targets import TARGETS
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 5)), theta=Vector("n"), F=DICTIONARY, y=TARGET, m=Integer(1, typical=(1, 4)))
n, theta, F, y, m = D.symbols
mass = power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)
excess = TARGETS["averaging_target_excess"].symbol(y, theta, F, m, m)
best = DISTANCES["best_target_error"].symbol(y, F, m)
distance = DISTANCES["target_distance"].symbol(y, theta, F)
bound = distance**2 + (mass**2 - MEASURED["expansion_square"].symbol(theta, F)) / m

THEOREM = Theorem(
    name="greedy_averages_for_target",
    title="Averages chosen by conditional expectations for any target",
    id="lq.dict.greedy.target",
    statement="For every dictionary F of n atoms, coefficients theta, every y and m >= 1 the mean of m atoms chosen by "
    "conditional expectations has the squared distance X_m/m^2 to y, at least that of the best m atoms, at most "
    "|f-y|^2 + (V^2 - |f|^2)/m.",
    domain=D,
    claim=Claim(then=[Relation(best**2, "<=", excess / m**2), Relation(excess / m**2, "<=", bound)]),
    extremal=lambda n, m: {"theta": np.ones(n), "F": np.eye(n), "y": np.ones(n)},
    sharp_at=({"n": 2, "m": 1}, {"n": 4, "m": 1}),
    source=Source("lqtheory_dossier", "lq.dict.greedy"),
)
