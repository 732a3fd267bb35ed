"""Sparse combinations of the atoms of any dictionary: algorithms that reach the bounds of ``lq.dict.*``.

Atoms are the columns of an (n_samples, n) array, f = Σ θ_j f_j; the inner product is that of the sample, with optional
weights. Every algorithm returns a :class:`Combination` with its error, as measured and bounded rigorously, and the
bound that its theorem guarantees; an f that has at most m atoms already is returned as it is. Plain NumPy in float64.
"""

from lqtheory.dictionaries.averages import best_of_draws, maurey, maurey_greedy, stratified
from lqtheory.dictionaries.completion import oracle_greedy
from lqtheory.dictionaries.lp_norms import lp_greedy
from lqtheory.dictionaries.pursuit import combined, orthogonal_greedy
from lqtheory.dictionaries.records import Combination
from lqtheory.dictionaries.rounding import threshold_rounding
from lqtheory.dictionaries.uniform import sup_norm_greedy

__all__ = [
    "Combination",
    "best_of_draws",
    "combined",
    "lp_greedy",
    "maurey",
    "maurey_greedy",
    "oracle_greedy",
    "orthogonal_greedy",
    "stratified",
    "sup_norm_greedy",
    "threshold_rounding",
]
