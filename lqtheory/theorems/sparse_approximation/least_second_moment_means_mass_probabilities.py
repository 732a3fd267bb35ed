r"""**Only probabilities in proportion to the masses make Maurey's average best**: the equality case.

If W sum v^2/w is no more than V^2, the least there is, then W v = V w in every entry: the probabilities w/W are the
shares v/V. With :mod:`excess_of_other_probabilities` an equivalence, as w proportional to v gives V^2. An equality,
hence attained everywhere.
"""

import numpy as np

from lqtheory import Claim, Source, Theorem
from lqtheory.relations import Relation
from lqtheory.theorems.sparse_approximation.excess_of_other_probabilities import D, V, W, second_moment, v, w


def extremal(n: int) -> dict[str, np.ndarray]:
    """Weights in proportion to the masses."""
    return {"v": np.arange(1.0, n + 1), "w": 2.0 * np.arange(1.0, n + 1)}


THEOREM = Theorem(
    name="least_second_moment_means_mass_probabilities",
    title="Equality case of Maurey's probabilities",
    id="lq.dict.maurey.equality",
    provenance="derived",
    statement="For masses v >= 0 and weights w > 0 in R^n with sums V and W, if W sum v^2/w is at most V^2 then W v = "
    "V w in every entry.",
    domain=D,
    claim=Claim(given=[Relation(second_moment, "<=", V**2)], then=[Relation(W * v, "=", V * w)]),
    extremal=extremal,
    source=Source("lqtheory_dossier", "lq.dict.maurey"),
)
