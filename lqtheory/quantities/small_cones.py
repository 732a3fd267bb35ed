"""Small polyhedral cones with exact intrinsic volumes, whose meeting with a random subspace or cone is decided exactly.

Everything is a product of rays and Weyl chambers, times free directions: {x : Ax >= 0} with independent rows of A.
Whether {y : Vy >= 0} has a nonzero point, for rows of V in general position, is read off the signs of minors.
"""

# pyright: reportAssignmentType=false
from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lqtheory.quantities.weyl_chambers import chamber_polynomial

__all__ = ["SmallCone", "SmallPair", "half_space_contains", "kernel_is_spread", "small_cone", "small_pair"]

#: Draws that are decided at a time.
CHUNK = 20_000


@dataclass(frozen=True, eq=False)
class SmallCone:
    """{x : Ax >= 0} with independent rows, that is no subspace, and its intrinsic volumes.

    Parameters
    ----------
    name : str
        For readers.
    inequalities : array, shape (r, d)
        Rows of A, 1 <= r <= d.
    volumes : tuple of fractions.Fraction, length d + 1
        Intrinsic volumes.
    """

    name: str
    inequalities: np.ndarray
    volumes: tuple[Fraction, ...]

    def __repr__(self) -> str:
        return f"SmallCone({self.name})"

    @property
    def dimension(self) -> int:
        """Dimension d of the space."""
        return len(self.volumes) - 1


@dataclass(frozen=True, eq=False)
class SmallPair:
    """Two cones of one space, not both subspaces; its intrinsic volumes are those of their product.

    Parameters
    ----------
    first, second : SmallCone
        The cones.
    """

    first: SmallCone
    second: SmallCone

    def __repr__(self) -> str:
        return f"SmallPair({self.first.name}, {self.second.name})"

    @property
    def volumes(self) -> tuple[Fraction, ...]:
        """Volumes of the product, a convolution."""
        return _convolution(self.first.volumes, self.second.volumes)

    @property
    def dimension(self) -> int:
        """Dimension 2d of the space of the product."""
        return 2 * self.first.dimension


def _convolution(v: tuple[Fraction, ...], w: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    longer = [Fraction(0)] * (len(v) + len(w) - 1)
    for i, left in enumerate(v):
        for j, right in enumerate(w):
            longer[i + j] += left * right
    return tuple(longer)


def _chamber_rows(kind: str, d: int) -> np.ndarray:
    """x_1 <= ... <= x_d, and 0 <= x_1 for type BC."""
    rows = np.eye(d) - np.eye(d, k=-1)
    return rows[1:] if kind == "A" else rows


def _product(parts: list[SmallCone]) -> SmallCone:
    """The product of cones, in the space of concatenated vectors."""
    volumes: tuple[Fraction, ...] = (Fraction(1),)
    for part in parts:
        volumes = _convolution(volumes, part.volumes)
    blocks = [part.inequalities for part in parts]
    matrix = np.zeros((sum(len(b) for b in blocks), len(volumes) - 1))
    row = column = 0
    for block in blocks:
        matrix[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    return SmallCone(" x ".join(part.name for part in parts), matrix, volumes)


def _of_dimension(rng: np.random.Generator, d: int) -> SmallCone:
    """A random product of a chamber or an orthant with rays and free directions."""
    kind = str(rng.choice(("A", "BC", "orthant")))
    size = int(rng.integers(2 if kind == "A" else 1, d + 1)) if d > 1 else 1
    half = (Fraction(1, 2), Fraction(1, 2))
    ray = SmallCone("ray", np.ones((1, 1)), half)
    if kind == "orthant" or size == 1:
        parts = [ray] * size
    else:
        parts = [SmallCone(f"{kind}{size}", _chamber_rows(kind, size), chamber_polynomial(kind, size))]
    rest = d - size
    rays = int(rng.integers(0, rest + 1))
    free = SmallCone("line", np.zeros((0, 1)), (Fraction(0), Fraction(1)))
    return _product([*parts, *[ray] * rays, *[free] * (rest - rays)])


def small_cone(rng: np.random.Generator, m: int = 0, **_: object) -> SmallCone:
    """A random cone in a space of at least m and at most m + 3 dimensions.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    m : int
        Codimension of the subspace that it is to meet.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SmallCone
    """
    return _of_dimension(rng, int(rng.integers(max(1, m), m + 4)))


def small_pair(rng: np.random.Generator, d: int | None = None, **_: object) -> SmallPair:
    """Two random cones of one space, of at most four dimensions unless the dimension is given.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of randomness.
    d : int, optional
        Dimension of the space.
    **_
        Values of other parameters of the domain, not used.

    Returns
    -------
    SmallPair
    """
    d = int(rng.integers(1, 5)) if d is None else d
    return SmallPair(_of_dimension(rng, d), _of_dimension(rng, d))


def half_space_contains(V: np.ndarray) -> np.ndarray:
    """Whether some y != 0 has Vy >= 0, for rows in general position; one answer for each matrix.

    The solutions form a pointed cone if there are at least k rows, and it has an extreme ray, where k - 1 rows vanish.

    Parameters
    ----------
    V : array, shape (size, r, k)
        Any k rows of each matrix are independent.

    Returns
    -------
    array of bool, shape (size,)

    Examples
    --------
    >>> half_space_contains(np.array([[[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]], [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]]))
    array([False,  True])
    """
    size, r, k = V.shape
    if k == 0:
        return np.zeros(size, dtype=bool)
    if r < k:
        return np.ones(size, dtype=bool)
    found = np.zeros(size, dtype=bool)
    for start in range(0, size, CHUNK):
        part = slice(start, start + CHUNK)
        found[part] = _one_sided(np.ascontiguousarray(V[part].transpose(1, 2, 0)))
    return found


def _minors(V: np.ndarray) -> dict[tuple[int, ...], np.ndarray]:
    """Determinants of all choices of as many rows as there are columns; V has shape (r, k, size)."""
    r, k, size = V.shape
    minors: dict[tuple[int, ...], np.ndarray] = {(): np.ones(size)}
    for width in range(1, k + 1):  # Laplace's expansion along the last of the first ``width`` columns
        minors = {
            rows: sum(
                (-1) ** (width - 1 - place) * V[row, width - 1] * minors[rows[:place] + rows[place + 1 :]]
                for place, row in enumerate(rows)
            )
            for rows in itertools.combinations(range(r), width)
        }
    return minors


def _one_sided(V: np.ndarray) -> np.ndarray:
    """For some k - 1 rows, all others lie on one side of their span; V has shape (r, k, size)."""
    r, k, size = V.shape
    positive = {rows: value > 0 for rows, value in _minors(V).items()}
    found = np.zeros(size, dtype=bool)
    for edge in itertools.combinations(range(r), k - 1):
        above, below = np.ones(size, dtype=bool), np.ones(size, dtype=bool)
        for row in range(r):
            if row not in edge:
                # Moving the row behind those of the edge that are larger changes the sign once for each.
                up = positive[tuple(sorted((*edge, row)))] ^ bool(sum(other > row for other in edge) % 2)
                above &= up
                below &= ~up
        found |= above | below
    return found


def kernel_is_spread(basis: np.ndarray, s: int) -> np.ndarray:
    """Whether |u_1 + ... + u_s| < |u_{s+1}| + ... + |u_d| for all u != 0 of a span; one answer for each basis.

    Right minus left side is linear on the cells that the other d - s hyperplanes u_i = 0 cut out of the span, up to the
    sign of the sum, so that its least value on directions is taken where k - 1 of them vanish.

    Parameters
    ----------
    basis : array, shape (size, d, k)
        Columns in general position.
    s : int
        Number of entries on the left side, 1 <= s < d.

    Returns
    -------
    array of bool, shape (size,)

    Examples
    --------
    >>> kernel_is_spread(np.array([[[1.0], [2.0], [0.5]], [[1.0], [0.5], [1.0]]]), 1)
    array([ True,  True])
    """
    size, d, k = basis.shape
    if k == 0:
        return np.ones(size, dtype=bool)
    if d - s < k:
        return np.zeros(size, dtype=bool)
    spread = np.ones(size, dtype=bool)
    for start in range(0, size, CHUNK):
        part = np.ascontiguousarray(basis[start : start + CHUNK].transpose(1, 2, 0))
        first, others = part[:s].sum(axis=0), part[s:]
        normals = [_minors(np.delete(others, j, axis=1)) for j in range(k)]
        for rows in itertools.combinations(range(d - s), k - 1):
            y = np.stack([(-1) ** j * normals[j][rows] for j in range(k)])
            left = np.abs((first * y).sum(axis=0))
            spread[start : start + CHUNK] &= left < np.abs((others * y).sum(axis=1)).sum(axis=0)
    return spread
