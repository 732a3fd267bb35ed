r"""**Gains bound differences**: between two counts a convex curve falls by at most the first gain times their distance.

For j < k: (k-j) (T_i(k-1) - T_i(k)) <= T_i(j) - T_i(k) <= (k-j) (T_i(j) - T_i(j+1)). The two prices of a competing
count in :mod:`greedy_steps_are_optimal`.
"""

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.quantities.greedy_budgets import CONVEX_CURVES, greedy_quantity
from lqtheory.relations import Relation

D = Domain(
    L=Integer(1, typical=(1, 4)),
    i=Integer(1, "L"),
    j=Integer(0, typical=(0, 6)),
    k=Integer("j+1", typical=("j+1", "j+6")),
    T=CONVEX_CURVES,
)
L, i, j, k, T = D.symbols
at = lambda count: greedy_quantity("curve_value")(T, i, count)  # noqa: E731

THEOREM = Theorem(
    name="gains_bound_differences",
    title="Differences of convex curves and their gains",
    id="lq.alloc.exact.gains",
    statement="For a convex curve T_i of L curves and counts j < k the difference of its values at j and k is at most "
    "k-j times the gain at j and at least k-j times the last gain before k.",
    domain=D,
    claim=Claim(
        then=[
            Relation(at(j) - at(k), "<=", (k - j) * (at(j) - at(j + 1))),
            Relation((k - j) * (at(k - 1) - at(k)), "<=", at(j) - at(k)),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.alloc.exact"),
)
