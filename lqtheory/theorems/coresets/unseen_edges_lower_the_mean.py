r"""**Unseen edges that are active bias the estimate**: E z^ = z (1 - u), u the share of z that is on unseen edges.

Edges whose sensitivity is 0 on the sample are never drawn. v are the products w_j a_j of the edges that may be drawn, o
those of the others, z the sum of all.
"""

from lqtheory import Domain, Equal, Integer, Source, Theorem, Vector
from lqtheory.symbols import estimate_mean, power_sum

D = Domain(
    n=Integer(1, typical=(1, 4)),
    m=Integer(1, typical=(1, 4)),
    l=Integer(1, typical=(1, 4)),
    v=Vector("n", sign="nonnegative"),
    s=Vector("n", sign="positive"),
    o=Vector("l", sign="positive"),
)
n, m, l, v, s, o = D.symbols  # noqa: E741 - number of unseen edges
z = power_sum(v, 1) + power_sum(o, 1)
u = power_sum(o, 1) / z

THEOREM = Theorem(
    name="unseen_edges_lower_the_mean",
    title="Bias by active edges that are never drawn",
    id="coreset.moments.unseen",
    statement="For products v >= 0 of n edges that are drawn m times in proportion to s > 0, and products o > 0 of l "
    "edges that are never drawn, the mean of the estimate is z (1 - u), z = sum v + sum o and u = sum o/z: with u z it "
    "is z.",
    domain=D,
    claim=Equal(estimate_mean(v, s, m) + u * z, z),
    source=Source("lqtheory_dossier", "coreset.moments"),
)
