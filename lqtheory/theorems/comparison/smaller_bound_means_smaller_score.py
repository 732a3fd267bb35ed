r"""**A smaller bound at one budget means the smaller network score**: so it is smaller at every budget.

The converse of :mod:`smaller_score_gives_smaller_bounds`; together: for fixed q network A has the smaller optimally
allocated bound at all budgets if and only if Q_q(A) <= Q_q(B), and one budget decides. Sharp at equal scores.
"""

from lqtheory import Claim, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.theorems.comparison.smaller_score_gives_smaller_bounds import D, bounds, extremal, scores

THEOREM = Theorem(
    name="smaller_bound_means_smaller_score",
    title="Bound order gives score order",
    id="lq.dom.bound.converse",
    statement="For 0 < q < 2, factors g > 0, h > 0 and weights x in R^n, y in R^m, if at some k >= 1 C_{q,2} "
    "k^(1/2-1/q) times the l_q norm of g x is at most that times the l_q norm of h y, then the l_q norm of g x is at "
    "most that of h y.",
    domain=D,
    claim=Claim(given=[Relation(bounds[0], "<=", bounds[1])], then=[Relation(scores[0], "<=", scores[1])]),
    extremal=extremal,
    sharp_at=({"n": 3, "m": 2, "k": 4, "q": 1}, {"n": 1, "m": 5, "k": 9, "q": 0.5}),
    source=Source("lqtheory_dossier", "lq.dom.bound"),
)
