r"""**The split without loss saves a factor of at most 4** in samples against the published one.

((1+epsilon)^{1/d} - 1)/(epsilon/(2d)) is at most 2 by Bernoulli's inequality, and near 2 for small epsilon; it is 1.8
to 1.7 at epsilon = 1/2.
"""

from lqtheory import AtMost, Domain, Integer, Real, Source, Theorem
from lqtheory.symbols import equal_split_saving

D = Domain(
    epsilon=Real(0, typical=(0.01, 1)),
    d=Integer(1, typical=(1, 8)),
)
epsilon, d = D.symbols

THEOREM = Theorem(
    name="equal_split_saves_at_most_four",
    title="Saving of the split without loss",
    id="coreset.network_sharp",
    statement="For epsilon > 0 and d >= 1 layers, the square of ((1+epsilon)^(1/d)-1)/(epsilon/(2d)) is at most 4.",
    domain=D,
    claim=AtMost(equal_split_saving(epsilon, d), 4),
    source=Source("lqtheory_dossier", "coreset.network_sharp"),
)
