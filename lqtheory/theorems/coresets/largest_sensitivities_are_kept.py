r"""**Keeping the M largest c_i s_ij of all classes is optimal** for the weighted sum of the dropped sensitivities.

x holds the products c_i s_ij of all edges of all classes and z any choice of at most M of them: what stays outside
its support is at least the sum of the n-M smallest.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import off_support_power_sum, tail_power_sum

D = Domain(
    n=Integer(1, typical=(1, 12)),
    M=Integer(0, "n"),
    x=Vector("n", sign="nonnegative"),
    z=Vector("n", nonzeros="M"),
)
n, M, x, z = D.symbols

THEOREM = Theorem(
    name="largest_sensitivities_are_kept",
    title="The largest weighted sensitivities are kept",
    id="coreset.alloc.det",
    statement="For x >= 0 in R^n and any z with at most M nonzero entries, the sum of the n-M smallest entries of x is"
    " at most the sum of those where z is zero.",
    domain=D,
    claim=AtMost(tail_power_sum(x, M, 1), off_support_power_sum(x, z, 1)),
    extremal=lambda n, M: {"x": np.ones(n), "z": np.where(np.arange(n) < M, 1.0, 0.0)},
    sharp_at=({"n": 5, "M": 2},),
    source=Source("lqtheory_dossier", "coreset.alloc.det"),
)
