r"""**What truncation costs**: n entries of at most epsilon/(2 sqrt(n)) have a Frobenius norm of at most epsilon/2.

For a square matrix with m^2 = n entries the threshold is epsilon/(2m). Equality for flat matrices.
"""

import numpy as np
import sympy as sp

from lqtheory import Claim, Domain, Integer, Real, Source, Theorem, Vector
from lqtheory.relations import Relation
from lqtheory.symbols import lq_norm, peak

D = Domain(n=Integer(1, typical=(1, 16)), epsilon=Real(0, typical=(0.1, 4)), x=Vector("n"))
n, epsilon, x = D.symbols


def extremal(n: int, epsilon: float) -> dict[str, np.ndarray]:
    """All entries at the threshold."""
    return {"x": np.full(n, epsilon / (2 * np.sqrt(n)))}


THEOREM = Theorem(
    name="dropped_small_entries",
    title="Cost of truncation",
    id="baseline.dz.truncation",
    statement="For x in R^n and epsilon > 0, if the peak of x is at most epsilon/(2 sqrt(n)) then its l_2 norm is at "
    "most epsilon/2.",
    domain=D,
    claim=Claim(
        given=[Relation(peak(x), "<=", epsilon / (2 * sp.sqrt(n)))], then=[Relation(lq_norm(x, 2), "<=", epsilon / 2)]
    ),
    extremal=extremal,
    sharp_at=({"n": 4, "epsilon": 2.0}, {"n": 16, "epsilon": 1.0}),
    source=Source("lqtheory_dossier", "baseline.dz"),
    provenance="derived",
)
