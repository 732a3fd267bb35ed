r"""**No subspace fixed in advance does better than sqrt(1 - k/n)**, on the unit vectors already.

For every k x n matrix L some unit vector has distance at least sqrt(1 - k/n) from the span of its rows; unit vectors
lie in every l_q ball. This is the lower half of d_k(b_q^n, l_2^n) = sqrt(1 - k/n), 0 < q <= 1 (Stechkin 1954); the
upper half is :mod:`fourier_projector_attains_width` with :mod:`subspace_error_is_worst_at_unit_vectors`. Sharp.
"""

import numpy as np
import sympy as sp

from lqtheory import AtMost, Domain, Integer, Source, Theorem
from lqtheory.domain import Matrix
from lqtheory.quantities.fixed_subspaces import fourier_projector
from lqtheory.quantities.spans import WORST_UNIT_DISTANCE

D = Domain(n=Integer(2, typical=(2, 6)), k=Integer(1, "n-1"), L=Matrix("k", "n"))
n, k, L = D.symbols


def extremal(n: int, k: int) -> dict[str, np.ndarray]:
    """An orthonormal basis of the span of the Fourier rows."""
    _, vectors = np.linalg.eigh(fourier_projector(k, n))
    return {"L": vectors[:, -k:].T}


THEOREM = Theorem(
    name="no_subspace_beats_kolmogorov_width",
    title="Kolmogorov width, lower half",
    id="lq.lower.kolmogorov",
    statement="For 1 <= k < n every k x n matrix L leaves some unit vector at distance at least sqrt(1 - k/n) from "
    "the span of its rows.",
    domain=D,
    claim=AtMost(sp.sqrt(1 - k / n), WORST_UNIT_DISTANCE.symbol(L)),
    extremal=extremal,
    sharp_at=({"n": 3, "k": 1}, {"n": 5, "k": 2}, {"n": 4, "k": 2}),
    source=Source("pinkus_1985", "chapter VI"),
    provenance="recalled",
)
