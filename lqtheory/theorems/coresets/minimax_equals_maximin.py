r"""**The minimax distribution**: min_q max_x sum_j g_j(x)^2/q_j = max_p (sum_j sqrt(sum_x p_x g_j(x)^2))^2.

q runs through the distributions over the edges, p through the weights of the points. Weights bound every distribution
from below (Cauchy-Schwarz, then the mean over the points is at most the largest). At the best weights p the
distribution q_j ~ R_j = sqrt(sum_x p_x g_j(x)^2) attains the bound, because no step from p towards a point raises
sum_j R_j. Edges that are active nowhere, and points with disjoint edges, are included.
"""

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.quantities.coreset_samples import SAMPLE, sample_quantity

D = Domain(n=Integer(1, typical=(1, 5)), N=Integer(1, typical=(1, 4)), A=SAMPLE, w=Vector("n", sign="positive"))
n, N, A, w = D.symbols

THEOREM = Theorem(
    name="minimax_equals_maximin",
    title="The least largest second moment is the largest sum of roots",
    id="coreset.minimax_q.equation",
    statement="For weights w > 0 of n edges and a sample A of N points, none without input, the least largest second "
    "moment min_q max_x sum_j g_j(x)^2/q_j over distributions q of the edges is the largest (sum_j sqrt(sum_x p_x "
    "g_j(x)^2))^2 over weights p of the points.",
    domain=D,
    claim=Equal(sample_quantity("sample_minimax")(w, A), sample_quantity("sample_maximin")(w, A)),
    source=Source("lqtheory_dossier", "coreset.minimax_q"),
    notes="Both quantities are enclosed by the same two certificates, so that instances alone say nothing here: what "
    "speaks for the theorem is its proof, and a test that minimises and maximises each side by itself.",
)
