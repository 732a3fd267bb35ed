r"""**A sum over layers is priced by its squares**: (sum c_l e_l)^2 <= L sum c_l^2 e_l^2, Cauchy and Schwarz.

The bounds of the ladder are sums over layers of what pruning changes, e_l = (sum_i sigma_{k_i}(w_i)_2^2)^{1/2}, times
constants c_l = Lambda_l R_{l-1}. So one budget for all layers may be allocated by the squares, with the weight c_l^2
for each row of layer l: their sum is that of :mod:`allocation_by_scores_is_optimal`. Equality if all c_l e_l are equal.
"""

import numpy as np

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(L=Integer(1, typical=(1, 12)), c=Vector("L", sign="positive"), e=Vector("L", sign="nonnegative"))
L, c, e = D.symbols

THEOREM = Theorem(
    name="layer_sum_below_squares",
    title="Layer weights for sums over layers",
    id="lq.alloc.exact.layers",
    statement="For constants c > 0 and errors e >= 0 of L layers, the square of the sum of c_l e_l is at most L times "
    "the sum of c_l^2 e_l^2.",
    domain=D,
    claim=AtMost(power_sum(c * e, 1) ** 2, L * power_sum(c * e, 2)),
    extremal=lambda L: {"c": np.ones(L), "e": np.ones(L)},
    sharp_at=({"L": 4},),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
)
