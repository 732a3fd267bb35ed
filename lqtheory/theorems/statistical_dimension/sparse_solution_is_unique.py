r"""**s+1 Gaussian measurements determine a fixed s-sparse vector among all s-sparse ones**, almost surely.

For a support T that does not contain that of x, Ax lies outside the range of A_T, a proper subspace, with probability
1. So the ideal threshold of l_0 minimisation, which no convex cone describes, is s+1. With s rows or fewer every
support of s columns reproduces Ax: the number is exact.
"""

from itertools import combinations

import numpy as np

from lqtheory import Domain, Integer, Probability, Source, Theorem

D = Domain(n=Integer(2, typical=(3, 6)), s=Integer(1, "n-1", typical=(1, 2)), m=Integer("s+1", None))

#: A determinant relative to the lengths of its columns that rounding alone may leave.
_ROUNDING = 1e-13


def is_unique(rng: np.random.Generator, size: int, n: int, s: int, m: int) -> np.ndarray:
    """Whether no other support of s columns reproduces Ax: s+1 of the rows are enough to see it."""
    if m <= s:
        return np.zeros(size, dtype=bool)
    matrices = rng.standard_normal((size, s + 1, n))
    x = np.concatenate([rng.standard_normal(s), np.zeros(n - s)])
    seen = matrices @ x
    unique = np.ones(size, dtype=bool)
    for support in combinations(range(n), s):
        if support == tuple(range(s)):
            continue
        columns = np.concatenate([matrices[:, :, support], seen[:, :, None]], axis=2)
        lengths = np.linalg.norm(columns, axis=1).prod(axis=1)
        unique &= np.abs(np.linalg.det(columns)) > _ROUNDING * lengths
    return unique


THEOREM = Theorem(
    name="sparse_solution_is_unique",
    title="Uniqueness of the sparsest solution",
    id="geom.descent.lq",
    statement="For a fixed x in R^n with s < n nonzero entries and a Gaussian matrix A of m >= s+1 rows, x is almost "
    "surely the only vector with at most s nonzero entries and the image Ax.",
    domain=D,
    claim=Probability(is_unique, "=", 1, text="P(x is the only s-sparse solution) = 1"),
    source=Source("lqtheory_dossier", "geom.descent.lq"),
)
