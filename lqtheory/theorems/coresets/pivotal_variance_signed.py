r"""**The variance of pivotal sampling for values of both signs (false)**: it is at most that of independent inclusion.

Two units with probability 1/2 and the values 1 and -1: one of them is in, and the estimate is 2 or -2, of variance 4;
independent inclusion has 2. Units that play stand in for each other, which helps where their values are alike and harms
where they are opposite. So the weights of each sign are sampled by themselves.
"""

import numpy as np

from lqtheory import Claim, Domain, Integer, Source, Theorem, Vector
from lqtheory.quantities.coreset_pivotal import PLAY, pivotal_quantity
from lqtheory.relations import Relation
from lqtheory.symbols import peak

D = Domain(n=Integer(1, typical=(1, 4)), T=PLAY, v=Vector("n"), p=Vector("n", sign="positive"))
n, T, v, p = D.symbols
moment = pivotal_quantity("moment_after_plays")


def alternating(n: int) -> dict[str, np.ndarray]:
    """Values 1 and -1 in turn, all with probability 1/2, that play in turn."""
    turns = np.stack([np.zeros(n - 1, dtype=int), np.arange(1, n)], axis=1)
    return {"T": turns, "v": (-1.0) ** np.arange(n), "p": np.full(n, 0.5)}


THEOREM = Theorem(
    name="pivotal_variance_signed",
    title="Variance of pivotal sampling for values of both signs",
    statement="For values v in R^n, probabilities 0 < p <= 1 and an order of play T, the second moment of the estimate "
    "by pivotal sampling is at most that by independent inclusion.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(p), "<=", 1)],
        then=[Relation(moment(v / p, v / p, p, T, n), "<=", moment(v / p, v / p, p, T, 0))],
    ),
    extremal=alternating,
    expected="refuted",
    corrected_by="pivotal_variance_at_most_independent",
    source=Source("lqtheory_dossier", "coreset.poisson (its variance carried over to pivotal sampling of both signs)"),
    notes="The means are equal, so that second moments compare like variances.",
)
