r"""**Dynamic programming is exact**: no allocation of the budget has a smaller sum of errors, convex or not.

T_i(k) is any error curve, such as a_i sigma_k(w_i)_p of a row or the error of a layer whose rows share k entries in the
best way (:mod:`kept_scores_are_optimal`); k^_i are the counts that the programme returns, B_i(b) = min_{k<=b} [T_i(k) +
B_{i-1}(b-k)] the least sums of the first i curves that it computes. Greedy steps are not exact
(:mod:`greedy_exchange_for_norms`). Equality for an allocation that is best itself.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.quantities.curve_budgets import CURVES, curve_quantity
from lqtheory.relations import Relation

D = Domain(L=Integer(1, typical=(1, 4)), T=CURVES)
L, T = D.symbols
index = sp.Symbol("i", integer=True, positive=True)
total = lambda name: sp.Sum(curve_quantity(name)(T, index), (index, 1, L))  # noqa: E731

THEOREM = Theorem(
    name="dynamic_programme_is_exact",
    title="Dynamic programming allocates a budget best",
    id="lq.alloc.sumnorm.exact",
    statement="For L error curves T and a budget K the counts that dynamic programming returns add up to at most K, "
    "and the sum of the errors there is at most that of any allocation of the budget.",
    domain=D,
    claim=Claim(
        then=[
            Relation(total("programmed_error"), "<=", total("allocated_error")),
            Relation(total("programmed_count"), "<=", curve_quantity("budget")(T)),
        ]
    ),
    source=Source("lqtheory_dossier", "lq.alloc.sumnorm"),
    notes="Counts up to the length of each curve; the curves of the instances are multiples of 1/64, so that the sums "
    "of floats that the programme compares are exact.",
)
