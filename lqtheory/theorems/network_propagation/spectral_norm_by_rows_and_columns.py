r"""**Schur's test**: ||A||_2 <= (||A||_1 ||A||_inf)^{1/2}, by the largest column and row sums of magnitudes.

An upper bound of the spectral norm that costs a pass over the entries, for layers too large for a singular value
decomposition; power iterations give lower bounds. Sharp for a matrix of ones, and for signed permutations.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Object, Source, Theorem
from lqtheory.quantities.small_maps import SmallMap, ball_map, map_quantity, small_map

D = Domain(A=Object(small_map, ball=ball_map, description="a matrix with a mask"))
(A,) = D.symbols


def extremal() -> dict[str, SmallMap]:
    """A matrix of ones."""
    return {"A": SmallMap(np.ones((2, 2)), np.ones((2, 2)))}


THEOREM = Theorem(
    name="spectral_norm_by_rows_and_columns",
    title="Spectral norm by row and column sums",
    id="lq.net.chain.schur",
    provenance="derived",
    statement="For every matrix A the spectral norm is at most the root of the product of its largest row sum and its "
    "largest column sum of magnitudes.",
    domain=D,
    claim=AtMost(
        map_quantity("full_spectral_norm")(A),
        sp.sqrt(map_quantity("full_row_norm")(A) * map_quantity("full_column_norm")(A)),
    ),
    extremal=extremal,
    sharp_at=({},),
    source=Source("lqtheory_dossier", "lq.net.chain"),
    notes="The mask of A plays no part.",
)
