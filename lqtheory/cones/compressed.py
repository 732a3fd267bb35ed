"""Sums over very many eigenvalues that are asked for at many shifts, from a few thousand numbers for each vector.

Projections onto the cone of a sublevel set need Σ_i k(λ_i) u_i² and Σ_i k(λ_i) b_i u_i for k made of 1/(ν + λ) and
1/(s + λ). Such k are analytic but for poles on the negative axis. So within a cluster of eigenvalues that differ by at
most 5 % a polynomial of degree 7 in λ is k to 16 digits, and all these sums follow from one pass over the data: from
the moments Σ_i L_n(λ_i) u_i² and Σ_i L_n(λ_i) b_i u_i of the Lagrange polynomials L_n of eight nodes in each cluster.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import array_api_compat
import numpy as np

from lqtheory.cones.devices import like
from lqtheory.quantities.arrays import Array, namespace

__all__ = ["Nodes", "Sums", "lift"]

#: Nodes in a cluster, ratio of its ends, and how many entries are worked on at a time (they stay in the cache).
NODES, RATIO, PIECE = 8, 1.05, 1 << 13


@dataclass(frozen=True, eq=False)
class Nodes:
    """Nodes for the eigenvalues of a cone, and the matrices that carry entries to them.

    Parameters
    ----------
    order : array of int, shape (D,), or None
        What sorts the eigenvalues; None if they fall already.
    pieces : tuple
        Of start, stop, first and last node, and a matrix of shape (stop - start, nodes).
    values : array, shape (J,)
        The nodes λ.
    squares : array, shape (J,)
        Moments of b².
    """

    order: np.ndarray | None
    pieces: tuple[tuple[int, int, int, int, np.ndarray], ...]
    values: np.ndarray
    squares: np.ndarray

    @classmethod
    def of(cls, lam: np.ndarray, b: np.ndarray) -> Nodes:
        """Clusters of eigenvalues λ > 0 with the vector b."""
        order = None if np.all(lam[1:] <= lam[:-1]) else np.argsort(-lam, kind="stable")
        lam, b = (lam, b) if order is None else (lam[order], b[order])
        pieces: list[tuple[int, int, int, int, np.ndarray]] = []
        values: list[np.ndarray] = []
        start = count = 0
        while start < lam.size:
            stop = lam.size - int(np.searchsorted(lam[::-1], lam[start] / RATIO))
            nodes = _nodes(lam[start:stop])
            values.append(nodes)
            for first in range(start, stop, PIECE):
                last = min(first + PIECE, stop)
                pieces.append((first, last, count, count + nodes.size, _lagrange(lam[first:last], nodes)))
            start, count = stop, count + nodes.size
        squares = np.zeros(count)
        for first, last, low, high, matrix in pieces:
            squares[low:high] += (b[first:last] ** 2) @ matrix
        return cls(order, tuple(pieces), np.concatenate(values), squares)

    def moments(self, g: Array, b: Array) -> tuple[Array, Array]:
        """Moments of b g and of g², each of shape (rows, J), for sorted rows."""
        xp, shape = namespace(g), (g.shape[0], self.values.size)
        mixed, squared = (xp.zeros(shape, dtype=xp.float64, device=array_api_compat.device(g)) for _ in range(2))
        for first, last, low, high, matrix in self.pieces:
            part, carrier = g[:, first:last], like(matrix, g)
            mixed[:, low:high] += (part * b[first:last]) @ carrier
            squared[:, low:high] += (part * part) @ carrier
        return mixed, squared


def _nodes(lam: np.ndarray) -> np.ndarray:
    """Chebyshev nodes for falling eigenvalues, or the eigenvalues themselves if there are few."""
    distinct = np.unique(lam)
    if distinct.size <= NODES:
        return distinct
    middle, half = 0.5 * (lam[0] + lam[-1]), 0.5 * (lam[0] - lam[-1])
    return np.asarray(middle + half * np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES))


def _lagrange(lam: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    """Lagrange polynomials of the nodes at eigenvalues, by the products of their factors."""
    if nodes.size == 1:
        return np.ones((lam.size, 1))
    result = np.empty((lam.size, nodes.size))
    for n in range(nodes.size):
        others = np.delete(nodes, n)
        result[:, n] = np.prod((lam[:, None] - others) / (nodes[n] - others), axis=1)
    return result


class Sums:
    """What a projection needs of some rows: functions of the shift ν, from moments alone.

    In the complement of v_1 = c w_1 b, w_1 = 1/(s + λ), let u = g - f v_1 be a row without its part along v_1, and
    z = w (u - t b) its resolvent, w = 1/(ν + λ), t = Σ w w_1 b u / Σ w w_1 b². Then b'z = -t, and so -z'Mz is
    Σ λw²u² - 2t Σ λw²bu - t² ((ν - s) Σ w w_1 b² + ν Σ w² b²), the last because Σ λw²b² - 1 is that with a minus sign.

    Parameters
    ----------
    nodes : Nodes
        Of the cone.
    mixed, squared : array, shape (rows, J)
        Moments of b g and g².
    s, scale : float
        The level m_1, and c.
    """

    def __init__(self, nodes: Nodes, mixed: Array, squared: Array, s: float, scale: float) -> None:
        self.level, self.lam, self.energy = s, like(nodes.values, mixed), like(nodes.squares, mixed)
        self.near = 1.0 / (s + self.lam)
        self.first = scale * (mixed @ self.near)
        along = (self.first * scale)[:, None] * self.near
        self.mixed = mixed - along * self.energy
        self.squared = squared - 2.0 * along * mixed + along * along * self.energy
        self.size = squared + along * along * self.energy

    def rows(self, index: Array) -> Sums:
        """The sums of some of the rows."""
        part = copy.copy(self)
        part.first, part.mixed, part.squared, part.size = (
            v[index] for v in (self.first, self.mixed, self.squared, self.size)
        )
        return part

    def ends(self) -> tuple[Array, Array]:
        """The limits of ν² S² for ν to infinity and of S² for ν to 0."""
        xp = namespace(self.mixed)
        far = self.squared @ self.lam - xp.sum(self.mixed, axis=-1) ** 2
        return far, self.resolvent(xp.zeros_like(self.first))[1]

    def resolvent(self, nu: Array) -> tuple[Array, Array, Array, Array]:
        """t, S² = -z'Mz, its derivative in ν, and the size of the terms that S² is a difference of."""
        xp = namespace(self.mixed)
        w = 1.0 / (nu[:, None] + self.lam)
        one, heavy = w * self.near, w * w * self.lam
        below = one @ self.energy
        t = xp.sum(one * self.mixed, axis=-1) / below
        bend = (t * ((w * one) @ self.energy) - xp.sum(w * one * self.mixed, axis=-1)) / below
        middle = xp.sum(heavy * self.mixed, axis=-1)
        rest = (nu - self.level) * below + nu * ((w * w) @ self.energy)
        square = xp.sum(heavy * self.squared, axis=-1) - 2.0 * t * middle - t * t * rest
        heavier = heavy * w
        slope = xp.sum(heavier * (self.squared - 2.0 * t[:, None] * self.mixed), axis=-1)
        slope = slope + bend * middle + t * bend * rest + t * t * (heavier @ self.energy)
        return t, square, -2.0 * slope, xp.sum(heavy * self.size, axis=-1)


def lift(g: Array, part: tuple[Array, Array, Array, Array], b: Array, axis: Array, lam: Array, result: Array) -> None:
    """Write rows ν (w (g - f v_1 - t b) + h v_1), piece by piece.

    Parameters
    ----------
    g : array, shape (rows, D)
        Rows, sorted like the eigenvalues.
    part : tuple of arrays, shape (rows,)
        f, t, ν and h.
    b, axis, lam : array, shape (D,)
        b, v_1 and the eigenvalues.
    result : array, shape (rows, D)
        Where to.
    """
    xp = namespace(g)
    first, t, nu, height = part
    both = xp.stack((t, first), axis=-1)
    height, share = (nu * height)[:, None], (1.0 / nu)[:, None]
    for start in range(0, g.shape[-1], PIECE):
        here = slice(start, start + PIECE)
        rows = g[:, here] - both @ xp.stack((b[here], axis[here]))
        rows /= 1.0 + share * lam[here]
        result[:, here] = rows + height * axis[here]
