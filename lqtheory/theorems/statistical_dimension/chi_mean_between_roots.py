r"""**The mean length of a Gaussian vector lies between d/sqrt(d+1) and sqrt(d)**.

Both are asymptotically sharp. What Gordon's escape theorem and the width sandwich need of lambda_d.
"""

import sympy as sp

from lqtheory import Claim, Domain, Integer, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.symbols import chi_mean

D = Domain(d=Integer(1, typical=(1, 60)))
(d,) = D.symbols

THEOREM = Theorem(
    name="chi_mean_between_roots",
    title="Mean length between roots",
    id="geom.chi.mean",
    statement="For d >= 1 the mean length of a Gaussian vector in R^d is at least d/sqrt(d+1) and at most sqrt(d).",
    domain=D,
    claim=Claim(then=[Relation(d / sp.sqrt(d + 1), "<=", chi_mean(d)), Relation(chi_mean(d), "<=", sp.sqrt(d))]),
    box={"d": (1, 10_000)},
    source=Source("gordon_1988", "section 1"),
    provenance="reproved",
)
