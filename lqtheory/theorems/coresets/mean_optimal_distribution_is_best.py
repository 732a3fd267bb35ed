r"""**The distribution with the least mean variance**: (sum r_j)^2 <= (sum s_j)(sum r_j^2/s_j), equal for s = r.

r_j^2 is the mean of g_j(x)^2 over the points; sum r_j^2/q_j with q = s/sum s is the mean second moment of a draw. The
same with r_j^2 = sum_x pi_x g_j(x)^2 is the inner minimum of the minimax problem.
"""

from lqtheory import AtMost, Domain, Integer, Source, Theorem, Vector
from lqtheory.symbols import power_sum

D = Domain(n=Integer(1, typical=(1, 16)), r=Vector("n", sign="positive"), s=Vector("n", sign="positive"))
n, r, s = D.symbols

THEOREM = Theorem(
    name="mean_optimal_distribution_is_best",
    title="Distribution with the least mean variance",
    id="coreset.meanopt_q",
    statement="For r, s > 0 in R^n the square of sum r is at most sum s times sum r_j^2/s_j.",
    domain=D,
    claim=AtMost(power_sum(r, 1) ** 2, power_sum(s, 1) * power_sum(r**2 / s, 1)),
    source=Source("lqtheory_dossier", "coreset.meanopt_q"),
)
