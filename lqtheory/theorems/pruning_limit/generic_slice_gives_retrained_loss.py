r"""**Loss of a pruned share in a generic direction**: |y|^2/2 s (1-p)/p, with p the mean share s/(s + lam) at s.

With |y_i| alike the left side of the slice equation at s is s (1-p)/p =: kappa, so that the slice, which solves it for
2 epsilon/|y|^2, predicts the share p at exactly the loss epsilon = |y|^2 kappa/2. That is the law of free compression
of the inverse: at 1/x = -s the mean of 1/(x - 1/lam) is -(p kappa), where x = -(1-p)/(p kappa), the equation of
Voiculescu's transform R of 1/lam for the mean kappa of the inverse of a compression to the share p. Equalities; that
random masks obey them in the limit is the slice's own law.
"""

from lqtheory import Claim, Domain, Real, Source, Theorem
from lqtheory.cones.classes import GENERIC_SUBLEVEL
from lqtheory.quantities.sublevel_sets import sublevel_quantity
from lqtheory.relations import Relation

D = Domain(K=GENERIC_SUBLEVEL, s=Real(0, typical=(0.1, 10)))
K, s = D.symbols
at, size = sublevel_quantity("sublevel_sum"), sublevel_quantity("sublevel_size")(K)
share = s * at(K, s, 0, 0, 1) / size
kappa = s * (1 - share) / share
x = -(1 - share) / (share * kappa)
retrained = at(K, s, 0, 1, 0) / 2 * at(K, s, 1, 1, 1) / at(K, s, 0, 1, 1)

THEOREM = Theorem(
    name="generic_slice_gives_retrained_loss",
    title="Loss of the slice in a generic direction",
    id="geom.prune.slice.loss",
    statement="For every sublevel set K without the origin whose centre y has all |y_i| alike and s > 0, with p the "
    "mean of s/(s + lam) and kappa = s (1-p)/p, half of |y|^2 times the mean of lam with the weights y^2/(s + lam) is "
    "|y|^2 kappa/2; x = -(1-p)/(p kappa) is -1/s, and the mean of s lam/(s + lam), which is -1/(x - 1/lam), is p "
    "kappa.",
    domain=D,
    claim=Claim(
        then=[
            Relation(retrained, "=", at(K, s, 0, 1, 0) / 2 * kappa),
            Relation(x, "=", -1 / s),
            Relation(s * at(K, s, 1, 0, 1) / size, "=", share * kappa),
        ]
    ),
    source=Source("lqtheory_dossier", "geom.prune.slice"),
)
