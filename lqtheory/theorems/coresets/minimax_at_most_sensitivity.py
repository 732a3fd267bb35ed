r"""**The minimax distribution beats sensitivities**: S* = min_q max_x sum_j g_j(x)^2/q_j <= S.

At q = s/S the second moment is S sum g_j^2/s_j <= S sum g_j = S. Equality for disjoint active edges. The enclosure of
S* is that of its two certificates: any weights pi of the points bound it from below by (sum_j sqrt(sum_x pi_x
g_j(x)^2))^2, see :mod:`mean_optimal_distribution_is_best`, and any q from above.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity

D = Domain(n=Integer(1, typical=(1, 5)), N=Integer(1, typical=(1, 4)), A=SAMPLE, w=Vector("n", sign="positive"))
n, N, A, w = D.symbols

THEOREM = Theorem(
    name="minimax_at_most_sensitivity",
    title="The least largest second moment is at most the total sensitivity",
    id="coreset.minimax_q",
    statement="For weights w > 0 of n edges and a sample A of N points, none without input, the least largest second "
    "moment of a draw over the points is at most the total sensitivity.",
    domain=D,
    claim=AtMost(sample_quantity("sample_minimax")(w, A), sample_quantity("sensitivity_of_sample")(w, A)),
    source=Source("lqtheory_dossier", "coreset.minimax_q"),
)
