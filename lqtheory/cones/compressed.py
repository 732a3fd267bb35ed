"""Sums over very many eigenvalues that are asked for at many shifts, from a few thousand numbers for each vector.

Projections onto the cone of a sublevel set need Σ_i k(λ_i) u_i² and Σ_i k(λ_i) b_i u_i for k made of 1/(ν + λ) and
1/(s + λ). Such k are analytic but for poles on the negative axis. So within a cluster of eigenvalues that differ by at
most 5 % a polynomial of degree 7 in λ is k to 16 digits, and all these sums follow from one pass over the data: from
the moments Σ_i x_i^j u_i² and Σ_i x_i^j b_i u_i, j < 8, of the place x of λ in its cluster, -1 to 1. Eight
moments are as good as weights at eight nodes of Chebyshev.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from functools import lru_cache

import array_api_compat
import numpy as np

from lqtheory.cones.devices import like
from lqtheory.quantities.arrays import Array, is_numpy, namespace

__all__ = ["Nodes", "Sums", "lift"]

#: Nodes in a cluster, and ratio of its ends.
NODES, RATIO = 8, 1.05
#: Entries worked on at a time: they stay in the cache of a processor; more for other devices.
PIECE, LARGE_PIECE = 1 << 13, 1 << 20
#: Entries that a processor keeps at hand, and the size from which on a cluster is cut along such blocks.
BLOCK, FEW = 1 << 17, 1 << 11
#: Up to how many rows are folded: half of the powers of x go to the products.
FOLDED = 2


@dataclass(frozen=True, eq=False)
class Nodes:
    """Nodes for the eigenvalues of a cone, and what carries entries to them.

    Parameters
    ----------
    order : array of int, or None
        Entries of clusters, part by part; None if the eigenvalues fall, so that clusters lie together.
    alone : array of int
        Entries that are their own nodes: those of clusters with no more of them than nodes.
    parts : tuple of (int, int, int)
        Number of a cluster, and start and stop of a part of it, in that order.
    place : array
        Where eigenvalues lie in their cluster, from -1 to 1, in that order.
    b : array
        The vector b, in that order.
    values : array, shape (J,)
        The nodes λ: those alone, then eight for each cluster.
    squares : array, shape (J,)
        Weights of b².
    """

    order: np.ndarray | None
    alone: np.ndarray
    parts: tuple[tuple[int, int, int], ...]
    place: np.ndarray
    b: np.ndarray
    values: np.ndarray
    squares: np.ndarray

    @classmethod
    def of(cls, lam: np.ndarray, b: np.ndarray) -> Nodes:
        """Clusters of eigenvalues λ >= 0 with the vector b; those that are 0 belong to none."""
        index = np.flatnonzero(lam > 0)
        gaps = int(np.count_nonzero(np.diff(index) > 1))
        falls = bool(np.all(np.diff(lam[index]) <= 0)) and gaps <= lam.size // FEW
        if not falls:
            index = index[np.argsort(-lam[index], kind="stable")]
        found = _clusters(lam[index])
        alone = np.concatenate([index[:0], *(index[v] for v in found if v.stop - v.start <= NODES)])
        clusters = [index[v] for v in found if v.stop - v.start > NODES]
        members = _runs(clusters) if falls else _by_blocks(clusters, lam.size)
        place, values = np.zeros(lam.size), [lam[alone]]
        for cluster in clusters:
            middle, half = (0.5 * (lam[cluster[0]] + sign * lam[cluster[-1]]) for sign in (1.0, -1.0))
            if half > 0:
                place[cluster] = (lam[cluster] - middle) / half
            values.append(middle + half * _cosines())
        if falls:
            order, parts = None, tuple((k, int(v[0]), int(v[-1]) + 1) for k, v in members)
        else:
            order = np.concatenate([index[:0], *(v for _, v in members)])
            stops = np.cumsum([v.size for _, v in members]).tolist()
            parts = tuple((k, stop - v.size, stop) for (k, v), stop in zip(members, stops, strict=True))
            place, sides = place[order], b[order]
        nodes = cls(order, alone, parts, place, b if falls else sides, np.concatenate(values), np.empty(0))
        return replace(nodes, squares=nodes.moments(b[None], b)[1][0])

    def moments(self, g: Array, b: Array) -> tuple[Array, Array]:
        """Weights of b g and of g² at the nodes, each of shape (rows, J), for rows in the order of the eigenvalues."""
        xp = namespace(g)
        alone = g[:, like(self.alone, g)]
        mixed, squared = [alone * b[like(self.alone, g)]], [alone * alone]
        if self.parts:
            polynomials, nodes = (like(m, g) for m in _node_weights())
            weights = self._powers(g) @ polynomials @ nodes
            for part, found in zip((mixed, squared), weights, strict=True):
                part.append(xp.reshape(found, (g.shape[0], -1)))
        return xp.concat(mixed, axis=-1), xp.concat(squared, axis=-1)

    def _powers(self, g: Array) -> Array:
        """Moments Σ x^j b u and Σ x^j u² of each cluster, shape (2, rows, clusters, 8)."""
        xp, rows = namespace(g), g.shape[0]
        place, b = like(self.place, g), like(self.b, g)
        order = None if self.order is None else like(self.order, g)
        piece = (2 * PIECE if rows == 1 and order is None else PIECE) if is_numpy(g) else LARGE_PIECE
        # Of few rows, x⁴bu and x⁴u² with x⁰ to x³ cost less than x⁴ to x⁷.
        folds = 2 if rows <= FOLDED else 1
        powers, products = (
            xp.empty((n, piece), dtype=xp.float64, device=array_api_compat.device(g)) for n in (NODES, 2 * rows * folds)
        )
        powers[0, :] = 1.0
        found: list[list[Array]] = [[] for _ in range((self.values.size - self.alone.size) // NODES)]
        for start, stop, parts in _pieces(self.parts, piece):
            here, width = slice(start, stop), slice(0, stop - start)
            powers[1, width] = place[here]
            for i, j in ((1, 1), (1, 2), (2, 2)):
                xp.multiply(powers[i, width], powers[j, width], out=powers[i + j, width])
            mixed, squared = products[:rows, width], products[rows : 2 * rows, width]
            entries = g[:, here] if order is None else _taken(g, order[here], mixed)
            xp.multiply(entries, entries, out=squared)
            xp.multiply(entries, b[here], out=mixed)
            if folds == 2:
                xp.multiply(products[: 2 * rows, width], powers[4, width], out=products[2 * rows :, width])
            else:
                xp.multiply(powers[1:4, width], powers[4, width], out=powers[5:8, width])
            for k, low, high in parts:
                part = slice(low - start, high - start)
                found[k].append(products[:, part] @ powers[: NODES // folds, part].T)
        sums = xp.stack([parts[0] if len(parts) == 1 else sum(parts) for parts in found], axis=1)
        if folds == 2:
            sums = xp.concat((sums[: 2 * rows], sums[2 * rows :]), axis=-1)
        return xp.reshape(sums, (2, rows, len(found), NODES))


def _taken(g: Array, index: Array, target: Array) -> Array:
    """Columns of an array, written to another one where that is faster."""
    if not is_numpy(g):
        return g[:, index]
    for row, there in zip(g, target, strict=True):
        np.take(row, index, out=there, mode="clip")
    return target


def _clusters(lam: np.ndarray) -> list[slice]:
    """Clusters of falling eigenvalues."""
    found, start = [], 0
    while start < lam.size:
        stop = lam.size - int(np.searchsorted(lam[::-1], lam[start] / RATIO))
        found.append(slice(start, stop))
        start = stop
    return found


def _runs(clusters: list[np.ndarray]) -> list[tuple[int, np.ndarray]]:
    """Numbers and entries of clusters, cut where a flat direction lies between."""
    return [(k, v) for k, c in enumerate(clusters) for v in np.split(c, np.flatnonzero(np.diff(c) > 1) + 1)]


def _by_blocks(clusters: list[np.ndarray], size: int) -> list[tuple[int, np.ndarray]]:
    """Numbers and entries of clusters, the large ones cut into blocks of the data, which a processor reads once."""
    first = [(k, v) for k, v in enumerate(clusters) if v.size < FEW]
    large = [(k, np.sort(v)) for k, v in enumerate(clusters) if v.size >= FEW]
    edges = range(BLOCK, size, BLOCK)
    blocks = [(k, np.split(v, np.searchsorted(v, edges))) for k, v in large]
    rest = [(k, v[i]) for i in range(len(edges) + 1) for k, v in blocks if v[i].size]
    return first + rest


@lru_cache(maxsize=8)
def _pieces(parts: tuple[tuple[int, int, int], ...], piece: int) -> list[tuple[int, int, list[tuple[int, int, int]]]]:
    """Pieces of the data, each with the parts of clusters (number, start, stop) that it holds."""
    pieces: list[tuple[int, int, list[tuple[int, int, int]]]] = []
    for k, start, stop in parts:
        while start < stop:
            if not pieces or start >= pieces[-1][0] + piece:
                pieces.append((start, start, []))
            first, _, held = pieces[-1]
            end = min(stop, first + piece)
            pieces[-1] = (first, end, [*held, (k, start, end)])
            start = end
    return pieces


def _cosines() -> np.ndarray:
    """Nodes of Chebyshev between -1 and 1."""
    return np.asarray(np.cos(np.pi * (np.arange(NODES) + 0.5) / NODES))


@lru_cache(maxsize=1)
def _node_weights() -> tuple[np.ndarray, np.ndarray]:
    """From moments of powers to those of Chebyshev's polynomials, and on to weights at the nodes.

    In two steps: what the first one loses, in the high moments, hardly counts for smooth functions.
    """
    polynomials = np.zeros((NODES, NODES))
    for j in range(NODES):
        coefficients = np.polynomial.chebyshev.cheb2poly(np.eye(NODES)[j])
        polynomials[: coefficients.size, j] = coefficients
    nodes = np.polynomial.chebyshev.chebvander(_cosines(), NODES - 1).T / NODES
    nodes[1:] *= 2.0
    return polynomials, nodes


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
        own = self.near * self.near * self.energy
        self.mean = float(own @ self.lam) / float(own.sum())

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
        # Σ w_1 b u = 0: with w less its value at the mean eigenvalue of v_1, no digits are lost where ν is large.
        other = 1.0 / (nu[:, None] + self.mean)
        lean = (self.mean - self.lam) * one * other * self.mixed
        t = xp.sum(lean, axis=-1) / below
        bend = (t * ((w * one) @ self.energy) - xp.sum((w + other) * lean, axis=-1)) / below
        middle = xp.sum(heavy * self.mixed, axis=-1)
        rest = (nu - self.level) * below + nu * ((w * w) @ self.energy)
        square = xp.sum(heavy * self.squared, axis=-1) - 2.0 * t * middle - t * t * rest
        heavier = heavy * w
        slope = xp.sum(heavier * (self.squared - 2.0 * t[:, None] * self.mixed), axis=-1)
        slope = slope + bend * middle + t * bend * rest + t * t * (heavier @ self.energy)
        return t, square, -2.0 * slope, xp.sum(heavy * self.size, axis=-1)


def lift(g: Array, part: tuple[Array, Array, Array, Array], b: Array, axis: Array, lam: Array, result: Array) -> None:
    """Write rows ν (w (g - f v_1 - t b) + h v_1), where ν w = 1/(1 + λ/ν): flat directions stay as they are.

    Parameters
    ----------
    g : array, shape (rows, D)
        Rows, in the order of the eigenvalues.
    part : tuple of arrays, shape (rows,)
        f, t, ν and h.
    b, axis, lam : array, shape (D,)
        b, v_1 and the eigenvalues.
    result : array, shape (rows, D)
        Where to.
    """
    if is_numpy(g):
        from scipy.linalg.blas import daxpy  # half the time of a product and a sum

        found, weights = np.empty((2, 2 * PIECE))
        for start in range(0, lam.size, 2 * PIECE):
            here = slice(start, min(start + 2 * PIECE, lam.size))
            p, w = found[: here.stop - start], weights[: here.stop - start]
            for row, target, first, t, nu, height in zip(g, result, *part, strict=True):
                p[:] = row[here]
                p = daxpy(b[here], p, a=-t)
                p = daxpy(axis[here], p, a=-first)
                np.multiply(lam[here], 1.0 / nu, out=w)
                w += 1.0
                np.divide(p, w, out=p)
                target[here] = daxpy(axis[here], p, a=nu * height)
        return
    first, t, nu, height = (v[:, None] for v in part)
    result[...] = (g - t * b - first * axis) / (1.0 + lam / nu) + nu * height * axis
