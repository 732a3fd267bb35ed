r"""**Stratified averages**: some g has ||f-g||^2 <= (V/m) sum_c mu_c d_c^2/2.

mu_c are the masses and d_c the diameters of directions in the cells of any partition; g takes ceil(m mu_c/V) atoms of
cell c, at most m + number of cells. An existence statement: the algorithm is run and what it returns is measured.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.dictionaries import stratified
from lqtheory.dictionaries.distances import DISTANCES
from lqtheory.dictionaries.instances import DICTIONARY, PARTITION
from lqtheory.relations import Relation
from lqtheory.symbols import support_size

D = Domain(n=Integer(1, typical=(1, 8)), theta=Vector("n"), F=DICTIONARY, m=Integer(1, typical=(1, 6)), cells=PARTITION)
n, theta, F, m, cells = D.symbols
g = sp.Symbol("g", real=True)


def averaged(n: int, theta: np.ndarray, F: np.ndarray, m: int, cells: np.ndarray) -> np.ndarray:
    """Coefficients that the algorithm returns."""
    return stratified(F, theta, m, cells, weights=np.ones(len(F))).dense(n)


THEOREM = Theorem(
    name="stratified_averages",
    title="Stratified averages of atoms",
    id="lq.dict.stratified",
    provenance="recalled",
    statement="For every dictionary F of n atoms, every partition of them into cells, coefficients theta and m >= 1 "
    "some combination g of m atoms and one more per cell has a squared error of at most V/m times the sum of "
    "mu_c d_c^2/2.",
    domain=D,
    claim=Claim(
        then=[
            Relation(support_size(g), "<=", m + DISTANCES["cell_count"].symbol(cells)),
            Relation(
                DISTANCES["combination_distance"].symbol(theta, g, F) ** 2,
                "<=",
                DISTANCES["stratified_square"].symbol(theta, F, m, cells),
            ),
        ],
        witness={"g": averaged},
    ),
    source=Source("makovoz_1996", "Theorem 1"),
    notes="The idea is quoted from memory; constants and proof are the dossier's.",
)
