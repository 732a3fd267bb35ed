r"""**Expected error and variance**: a mean deviation is at most the root of the mean squared deviation.

Weights w (probabilities up to their sum) and positive deviations x: sum w x <= sqrt(sum w x^2) sqrt(sum w). With w the
law of the draws and x = |z^/z - 1| this is E|z^/z - 1| <= sqrt(E V/m): no ln(1/delta) in the number of draws; the
logarithm moves to the number of repetitions. Equality for equal deviations.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 12)), w=Vector("n", sign="positive"), x=Vector("n", sign="positive"))
n, w, x = D.symbols


def extremal(n: int) -> dict[str, np.ndarray]:
    """Equal deviations."""
    return {"w": np.ones(n), "x": np.full(n, 2.0)}


THEOREM = Theorem(
    name="mean_deviation_below_root_variance",
    title="Expected error of a coreset",
    id="coreset.amplify.expected",
    statement="For n positive weights w and positive x the sum of w x is at most the root of the sum of w x^2 times "
    "the root of the sum of w.",
    domain=D,
    claim=AtMost(power_sum(w * x, 1), sp.sqrt(power_sum(w * x**2, 1)) * sp.sqrt(power_sum(w, 1))),
    extremal=extremal,
    sharp_at=({"n": 3}, {"n": 6}),
    source=Source("lqtheory_dossier", "coreset.amplify"),
    provenance="derived",
)
