r"""**For small q l_q minimisation finds a fixed s-sparse vector from s+1 Gaussian measurements**: q below q_0(A, x).

l_q is strictly concave on orthants, so that its minimum over Ax' = Ax is attained at vertices alone: solutions with at
most m nonzero entries. Almost surely all of them but x have m entries z_i, m > s, and q_0(A, x) is the least
log(m/s)/log(max|x|/min|z_i|) over those with a smaller entry than max|x|, at most 1. It is positive, but depends on x:
for all s-sparse x at once the null-space property is needed (:mod:`null_space_property_passes_down`).
"""

from itertools import combinations

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(
    n=Integer(2, typical=(3, 6)),
    s=Integer(1, "n-1", typical=(1, "min(2, n-1)")),
    m=Integer("s+1", "n", typical=("s+1", "n")),
)


def is_found(rng: np.random.Generator, size: int, n: int, s: int, m: int) -> np.ndarray:
    """Whether x has the smallest sum of |x|^q of all vertices, for a q below q_0(A, x), which is positive."""
    matrices, x = rng.standard_normal((size, m, n)), rng.standard_normal((size, s))
    seen = np.einsum("kij,kj->ki", matrices[:, :, :s], x)
    others = [support for support in combinations(range(n), m) if not set(range(s)) <= set(support)]
    if not others:
        return np.ones(size, dtype=bool)  # x is the only solution
    largest, bases = np.abs(x).max(axis=1), np.stack([matrices[:, :, support] for support in others], axis=1)
    vertices = np.abs(np.linalg.solve(bases, seen[:, None, :, None])[..., 0])
    with np.errstate(divide="ignore"):
        ratio = np.log(largest[:, None] / vertices.min(axis=2))
    exponents = np.where(ratio > 0, np.log(m / s) / np.maximum(ratio, 1e-300), 1.0)
    q = np.minimum(exponents.min(axis=1), 1.0) * (1 - 1e-9)
    sums = (vertices ** q[:, None, None]).sum(axis=2)
    return (q > 0) & np.all((np.abs(x) ** q[:, None]).sum(axis=1)[:, None] < sums, axis=1)


THEOREM = Theorem(
    name="small_exponents_find_the_sparse_vector",
    title="Recovery by small exponents",
    id="geom.descent.lq",
    statement="For a fixed x in R^n with s < n nonzero entries and a Gaussian matrix A of m >= s+1 rows there is "
    "almost surely a q_0(A, x) > 0 such that x is the only minimiser of the sum of |x'|^q over Ax' = Ax for all q < "
    "q_0.",
    domain=D,
    claim=Probability(is_found, "=", 1, text="P(x is the only l_q minimiser for q < q_0(A, x)) = 1"),
    source=Source("lqtheory_dossier", "geom.descent.lq"),
    notes="q_0 is explicit and is put in; the least q_0 of all vertices is not the largest possible one.",
)
