r"""**What rank k misses of a semidefinite matrix**: |B - B_k|_F <= tr B/(2 sqrt(k)), Stechkin's inequality for q = 1.

b holds the eigenvalues of B. Hutch++ finds such a B_k by products with B and estimates the trace of the rest by random
probes, whose standard deviation is proportional to this norm: its relative error falls like 1/k for 3k products,
against 1/sqrt(k) of plain probes. For shares f(lam) = s/(s+lam) it is applied to B = 1 - f, of small trace, never to f.
Sharp where k is half the size of a flat spectrum.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import best_k_term_error, power_sum

D = Domain(n=Integer(2, typical=(2, 32)), k=Integer(1, "n-1"), b=Vector("n", sign="nonnegative"))
n, k, b = D.symbols

THEOREM = Theorem(
    name="best_rank_error_at_most_half_trace",
    title="Best error of rank k and the trace",
    id="geom.spec.hutchpp",
    statement="For eigenvalues b >= 0 of a semidefinite matrix and 1 <= k < n, the root of the sum of squares of all "
    "but the k largest is at most the sum of all over 2 sqrt(k).",
    domain=D,
    claim=AtMost(best_k_term_error(b, k, 2), power_sum(b, 1) / (2 * sp.sqrt(k))),
    extremal=lambda n, k: {"b": np.ones(n)},
    sharp_at=({"n": 10, "k": 5}, {"n": 4, "k": 2}),
    source=Source("lqtheory_dossier", "geom.spec.hutchpp"),
)
