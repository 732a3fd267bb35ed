"""Exact projections onto the cone of a sublevel set, see :mod:`lqtheory.cones.quadratic`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import array_api_compat
import numpy as np

from lqtheory.cones.compressed import Nodes, Sums, lift
from lqtheory.cones.devices import like, on_cpu
from lqtheory.quantities.arrays import Array, is_numpy, namespace
from lqtheory.quantities.ellipsoid_cones import QuadraticLevel

__all__ = ["QuadraticProjection"]

#: How near to the cone or to its polar a point counts as a member.
ROUNDING = 1e-14

#: From how many eigenvalues on sums are compressed, into at most this share of as many nodes; rows at a time; and how
#: much larger than their difference the terms of a compressed sum may be.
MANY, SHARE, ROWS, CANCELLED = 1 << 15, 1 / 8, 8, 1e2

#: Newton steps, after which brackets are halved; and where a step in log ν is small enough (the next is its square).
STEPS, SMALL_STEP = 100, 1e-8


@dataclass(frozen=True, eq=False)
class QuadraticProjection:
    """What a projection needs; ``count`` holds how often the last call evaluated the scalar function of ν.

    In the orthogonal complement of v_1 the resolvent (ν - M)^{-1} is w (g + t b) with w = 1/(ν + cλ) and
    t = -Σ b g w w_1 / Σ b² w w_1, w_1 = 1/(m_1 + cλ): no difference of nearly equal numbers at ν near m_1. Flat
    directions have λ = b = 0: compressed sums leave them out, and ν w = 1 writes them in place.

    Parameters
    ----------
    curved : array of int
        Directions that are not flat.
    b, scaled, axis : array, shape (D,)
        b, the eigenvalues cλ and v_1.
    top : float
        m_1.
    count : list of int
        Evaluations of the last call.
    nodes : Nodes or None
        For compressed sums.
    scale : float
        v_1 over b w_1.
    """

    curved: np.ndarray
    b: np.ndarray
    scaled: np.ndarray
    axis: np.ndarray
    top: float
    count: list[int]
    nodes: Nodes | None
    scale: float

    @classmethod
    def of(cls, level: QuadraticLevel) -> QuadraticProjection:
        """What is known before any point: the frame, and compressed sums where there are many eigenvalues."""
        lam = level.eigenvalues
        curved = np.flatnonzero(lam > 0)
        # A common factor of M does not change the cone: divide by c, so that M = bb'/c - H and m_1 = s.
        b = lam * level.y / np.sqrt(level.excess)
        axis = b / (level.s + lam)
        size = float(np.linalg.norm(axis))
        nodes = Nodes.of(lam, b) if curved.size >= MANY else None
        if nodes is not None and nodes.values.size > SHARE * curved.size:
            nodes = None
        return cls(curved, b, lam, axis / size, level.s, [0], nodes, 1.0 / size)

    @cached_property
    def vectors(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """b, cλ and v_1 on the curved directions."""
        return self.b[self.curved], self.scaled[self.curved], self.axis[self.curved]

    def __call__(self, g: Array) -> Array:
        """The nearest points of the cone, for rows of any number."""
        rows = namespace(g).reshape(g, (-1, g.shape[-1]))
        found = self._directly(rows) if self.nodes is None else self._compressed(rows)
        return namespace(g).reshape(found, g.shape)

    def _directly(self, rows: Array) -> Array:
        """Rows by evaluations that read the data each; flat directions stay."""
        xp = namespace(rows)
        if self.curved.size == rows.shape[-1]:
            return self._project(rows)
        index = like(self.curved, rows)
        result = xp.asarray(rows, copy=True)
        result[:, index] = self._project(xp.take(rows, index, axis=-1))
        return result

    def _compressed(self, g: Array) -> Array:
        """As :meth:`_directly`, but the data are read twice, for moments of the rows and for the points."""
        assert self.nodes is not None
        if not is_numpy(g) and str(array_api_compat.device(g)) == "cpu":
            return like(self._compressed(on_cpu(g)), g)
        g = g.detach() if hasattr(g, "detach") else g
        xp, result = namespace(g), namespace(g).empty_like(g)
        b, lam, axis = (like(v, g) for v in (self.b, self.scaled, self.axis))
        for start in range(0, g.shape[0], ROWS):
            rows = g[start : start + ROWS]
            sums = Sums(self.nodes, *self.nodes.moments(rows, b), self.top, self.scale)
            far, near = (xp.sqrt(xp.where(v > 0, v, xp.zeros_like(v))) for v in sums.ends())
            inside, polar = self._members(sums.first, far, near)
            edge = xp.nonzero(~(inside | polar))[0]
            if edge.shape[0] == rows.shape[0]:
                self._lift(rows, sums, b, lam, axis, result[start : start + ROWS])
                continue
            result[start : start + ROWS] = xp.where(inside[:, None] | (lam == 0)[None, :], rows, xp.zeros_like(rows))
            if edge.shape[0]:
                moved = xp.empty_like(rows[edge])
                self._lift(rows[edge], sums.rows(edge), b, lam, axis, moved)
                result[edge + start] = moved
        return result

    def _lift(self, rows: Array, sums: Sums, b: Array, lam: Array, axis: Array, result: Array) -> None:
        """The points of the boundary from compressed sums, or directly where those have lost digits."""
        xp = namespace(rows)
        nu = self._newton(sums.first, lambda nu: sums.resolvent(nu)[1:3])
        t, square, _, size = sums.resolvent(nu)
        height = xp.sqrt(xp.where(square > 0, square, xp.zeros_like(square)) / self.top)
        lift(rows, (sums.first, t, nu, height), b, axis, lam, result)
        lost = xp.nonzero(~(size < CANCELLED * square))[0]
        if lost.shape[0]:  # all but along v_1, or all but in the plane of v_1 and b
            result[lost] = self._directly(rows[lost])

    def _members(self, first: Array, far: Array, near: Array) -> tuple[Array, Array]:
        """Whether rows lie in the cone, and in its polar."""
        root = self.top**0.5
        inside = (first > 0) & (root * first >= far * (1.0 - ROUNDING))
        return inside, (first <= 0) & (-first >= root * near * (1.0 - ROUNDING))

    def _project(self, g: Array) -> Array:
        """Rows in the cone stay, rows in its polar go to zero, the others to the boundary."""
        xp = namespace(g)
        b, lam, axis = (like(v, g) for v in self.vectors)
        first = g @ axis
        rest = g - first[:, None] * axis
        far, near = (self._rest_norm(rest, b, lam, axis, v) for v in (None, 0.0))
        inside, polar = self._members(first, far, near)
        result = xp.where(polar[:, None], xp.zeros_like(g), g)
        edge = xp.nonzero(~(inside | polar))[0]
        if edge.shape[0]:
            everything = edge.shape[0] == g.shape[0]
            moved = self._boundary(*((first, rest) if everything else (first[edge], rest[edge])), b, lam, axis)
            if everything:
                return moved
            result[edge] = moved
        return result

    def _rest_norm(self, rest: Array, b: Array, lam: Array, axis: Array, nu: float | None) -> Array:
        """√(Σ |m_i| g_i²) for ν = None, √(Σ g_i²/|m_i|) for ν = 0, over the eigenvectors other than v_1."""
        xp = namespace(rest)
        if nu is None:
            square = (rest * rest) @ lam - (rest @ b) ** 2
        else:
            t = -((rest / lam) @ axis) / xp.sum(b * axis / lam)
            z = (rest + t[:, None] * b) / lam
            square = (z * z) @ lam - (z @ b) ** 2
        return xp.sqrt(xp.where(square > 0, square, xp.zeros_like(square)))

    def _boundary(self, first: Array, rest: Array, b: Array, lam: Array, axis: Array) -> Array:
        """The points of the boundary at the root."""
        nu = self._newton(first, lambda nu: self._resolvent(rest, b, lam, axis, nu)[1:])
        z, square, _ = self._resolvent(rest, b, lam, axis, nu)
        height = namespace(rest).sqrt(square / self.top)
        return nu[:, None] * (z + height[:, None] * axis)

    def _newton(self, first: Array, resolvent: Callable[[Array], tuple[Array, Array]]) -> Array:
        """Newton's method for log(|ν - m_1| S(ν)) = log(√m_1 |g_1|), within brackets; S² and its slope are given."""
        xp = namespace(first)
        top, sign = self.top, xp.where(first >= 0, xp.ones_like(first), -xp.ones_like(first))
        goal = xp.log(xp.abs(first) * top**0.5 + 1e-300)
        u, one = xp.zeros_like(first), xp.ones_like(first)
        # Beyond these ends the point moves by less than its rounding, or goes to zero.
        ends = [float(np.log1p(r)) + 38.0 for r in (self.scaled.max() / top, top / self.scaled[self.curved].min())]
        high = xp.where(sign > 0, one * ends[0], one * ends[1])
        low, done = -700.0 * one, one < 0
        for step in range(STEPS):
            nu, gap, slope_of_nu = self._shift(u, sign)
            square, slope = resolvent(nu)
            square = xp.where(square > 0, square, xp.full_like(square, 1e-300))
            value = xp.log(gap) + 0.5 * xp.log(square) - goal
            self.count[0] = step + 2
            # d log gap/du + d log S/du, positive but for rounding: S falls more slowly than 1/ν.
            change = xp.where(sign > 0, xp.ones_like(u), nu / top) + 0.5 * slope / square * slope_of_nu
            low, high = xp.where(value < 0, u, low), xp.where(value < 0, high, u)
            jump = value / xp.where(change > 1e-12, change, 1e-12 * one)
            settled, new = xp.abs(jump) < SMALL_STEP, u - jump
            new = xp.where(settled | ((new > low) & (new < high)), new, 0.5 * (low + high))
            u = xp.where(done, u, new)
            done = done | settled | (high - low < 1e-13)
            if bool(xp.all(done)):
                break
        return self._shift(u, sign)[0]

    def _shift(self, u: Array, sign: Array) -> tuple[Array, Array, Array]:
        """ν, |ν - m_1|, dν/du: ν = m_1 (1 + e^u) above m_1, m_1/(1 + e^u) below it; the gap rises with u."""
        xp = namespace(u)
        grown = xp.exp(u)
        above = sign > 0
        below = self.top / (1.0 + grown)
        nu = xp.where(above, self.top * (1.0 + grown), below)
        gap = xp.where(above, self.top * grown, below * grown)
        return nu, gap, xp.where(above, self.top * grown, -below * grown / (1.0 + grown))

    def _resolvent(self, rest: Array, b: Array, lam: Array, axis: Array, nu: Array) -> tuple[Array, Array, Array]:
        """The vector z = (ν - M)^{-1} g on the complement of v_1, S² = -z'Mz, and its derivative in ν."""
        xp = namespace(rest)
        w = 1.0 / (nu[:, None] + lam)
        norm = w @ (b * axis)
        z = w * (rest - (((rest * w) @ axis) / norm)[:, None] * b)
        again = w * (z - (((z * w) @ axis) / norm)[:, None] * b)
        square = (z * z) @ lam - (z @ b) ** 2
        slope = -2.0 * ((z * again) @ lam - (z @ b) * (again @ b))
        return z, xp.where(square > 0, square, xp.full_like(square, 1e-300)), slope
