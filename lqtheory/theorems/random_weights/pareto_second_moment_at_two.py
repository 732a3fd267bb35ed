r"""**Pareto weights on the edge of a second moment**: with tail exponent 2, D_2 = 2 a^2 ln(T/a).

P(|w| > x) = (a/x)^2 for x >= a. The second moment is infinite, the pruned mass is not: in terms of f = (a/T)^2 it is
-a^2 ln f. An equality, hence attained everywhere.
"""

import sympy as sp

from lqtheory import Domain, Equal, Real, Source, Theorem
from lqtheory.symbols import pareto_truncated_moment

D = Domain(a=Real(0, typical=(0.25, 4)), T=Real("a", typical=("a", 16)))
a, T = D.symbols

THEOREM = Theorem(
    name="pareto_second_moment_at_two",
    title="Pruned mass of Pareto weights with tail exponent 2",
    id="lq.stoch.pareto.two",
    statement="For weights with P(|w| > x) = (a/x)^2 for x >= a > 0, the second moment below T > a is 2 a^2 log(T/a).",
    domain=D,
    claim=Equal(pareto_truncated_moment(2, T, 2, a), 2 * a**2 * sp.log(T / a)),
    sharp_at=({"a": 1, "T": 2}, {"a": 2, "T": 8}),
    source=Source("lqtheory_dossier", "lq.stoch, table of laws (pareto)"),
)
