r"""**Pareto weights at the order of their tail**: with tail exponent p, D_p = p a^p ln(T/a).

P(|w| > x) = (a/x)^p for x >= a. The p-th moment is infinite, the pruned mass is not: in terms of f = (a/T)^p it is
-a^p ln f. The dossier's case is p = 2, D_2 = 2 a^2 ln(T/a); for other orders see :mod:`pareto_share`. An equality,
hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import pareto_truncated_moment

D = Domain(p=Real(0, typical=(0.25, 4)), a=Real(0, typical=(0.25, 4)), T=Real("a", typical=("a", 16)))
p, a, T = D.symbols

THEOREM = Theorem(
    name="pareto_moment_of_tail_order",
    title="Pruned mass of Pareto weights at the order of their tail",
    id="lq.stoch.pareto.tail",
    statement="For weights with P(|w| > x) = (a/x)^p for x >= a > 0, the moment of order p > 0 below T > a is "
    "p a^p log(T/a).",
    domain=D,
    claim=Equal(pareto_truncated_moment(p, T, p, a), p * a**p * sp.log(T / a)),
    sharp_at=({"p": 2, "a": 1, "T": 2}, {"p": 0.5, "a": 2, "T": 8}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (pareto)"),
)
