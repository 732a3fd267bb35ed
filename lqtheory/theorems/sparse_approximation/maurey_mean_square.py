r"""**Maurey's averages**: m independent atoms V u_J, P(J=j) = v_j/V, have E||g-f||^2 = (V^2 - ||f||^2)/m.

f = sum v_j u_j with unit vectors u_j, V = sum v_j, g the mean of the m draws. So sigma_m(f)^2 <= (V^2 - ||f||^2)/m. An
equality; among averages of equal weights the bound is attained by orthonormal atoms and m = 1.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries.instances import DICTIONARY
from lqtheory.dictionaries.measured import MEASURED
from lqtheory.relations import Relation
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 4)), theta=Vector("n"), F=DICTIONARY, m=Integer(1, typical=(1, 3)))
n, theta, F, m = D.symbols
mass = power_sum(MEASURED["atom_masses"].symbol(theta, F), 1)
bound = (mass**2 - MEASURED["expansion_square"].symbol(theta, F)) / m

THEOREM = Theorem(
    name="maurey_mean_square",
    title="Mean squared error of Maurey's averages",
    id="lq.dict.maurey",
    provenance="reproved",
    statement="For every dictionary F of n atoms, coefficients theta and m >= 1 the mean of m independent draws has a "
    "mean squared error (V^2 - |f|^2)/m, and some m atoms have at most this squared error.",
    domain=D,
    claim=Claim(
        then=[
            Relation(MEASURED["mean_square_of_averages"].symbol(theta, F, m), "=", bound),
            Relation(MEASURED["best_dictionary_error"].symbol(theta, F, m) ** 2, "<=", bound),
        ]
    ),
    source=Source("barron_1993", "Lemma 1"),
    notes="Quoted from memory; the proof is the dossier's.",
)
