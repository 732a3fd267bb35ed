"""Non-negative least squares for many points at once: min ‖g - V'μ‖ over μ >= 0, on the device of the points.

Block principal pivoting (Kim and Park 2011): guess which weights are positive, solve the normal equations on them,
and exchange every index whose sign is wrong, as long as that helps. The first guess comes from accelerated projected
gradients in single precision, which are nothing but matrix products. Optimality is measured afterwards, point by point,
so that neither the guess nor the exchanges need to be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lqtheory.cones.devices import like, positive_part
from lqtheory.quantities.arrays import Array, is_numpy, namespace

__all__ = ["Generators"]

#: Steps of projected gradients, and exchanges in all and without progress before a point is given up.
STEPS, EXCHANGES, PATIENCE = 64, 30, 3
#: Signs are wrong beyond this, for points and generators of norm one.
SLACK = 1e-12
#: What is added to the diagonal of normal equations where generators depend on each other.
RIDGE = 1e-14
#: Residuals above this are worth another solution of the normal equations, this often.
GOOD, REFINEMENTS = 1e-13, 3
#: Numbers in the normal equations that are solved together, on a processor and elsewhere.
BATCH, LARGE_BATCH = 1 << 18, 1 << 25


@dataclass(frozen=True, eq=False)
class Generators:
    """Generators of a cone, one in each row.

    Parameters
    ----------
    rows : array, shape (n, d)
        Of norm one, or zero.

    Examples
    --------
    >>> cone = Generators(np.eye(2))
    >>> weights = cone.weights(np.array([[0.6, -0.8]]))
    >>> weights.tolist(), cone.optimality(np.array([[0.6, -0.8]]), weights).tolist()
    ([[0.6, 0.0]], [0.0])
    """

    rows: np.ndarray

    @cached_property
    def columns(self) -> np.ndarray:
        """The generators as columns."""
        return np.ascontiguousarray(self.rows.T)

    @cached_property
    def system(self) -> np.ndarray:
        """Inner products, flat, in a matrix of twice the size that ends in the identity: what fills systems up."""
        n = len(self.rows)
        whole = np.eye(2 * n)
        whole[:n, :n] = self.rows @ self.columns
        return whole.reshape(-1)

    @cached_property
    def largest(self) -> float:
        """Largest eigenvalue of the inner products."""
        return max(float(np.linalg.norm(self.rows, 2)) ** 2, 1.0)

    @cached_property
    def ridge(self) -> float:
        """What is added to the diagonal of normal equations, so that they have a solution: nothing if they have one."""
        n, d = self.rows.shape
        return 0.0 if n <= d and np.linalg.svd(self.rows, compute_uv=False)[-1] > 1e-6 else RIDGE

    def weights(self, points: Array) -> Array:
        r"""Weights of nearly nearest points of the cone.

        Parameters
        ----------
        points : array, shape (N, d)
            Of norm one (or zero), NumPy or torch.

        Returns
        -------
        array, shape (N, n)
            Nonnegative; as good as :meth:`optimality` says, which is not checked here. Points for which the exchanges
            do not end get what was reached.

        Notes
        -----
        Cost: 64 products of the points with a matrix n x n in single precision (128 for n > d), and about two to four
        solutions of normal equations of the number of positive weights for each point.

        References
        ----------
        kim_park_2011.
        """
        sides = points @ like(self.columns, points)
        return self._refined(points, *self._exchanged(sides, self._first_guess(sides)))

    def optimality(self, points: Array, weights: Array) -> Array:
        """How far weights are from Moreau's conditions: |<p, g-p>| and the largest <v, g-p> over the generators.

        Parameters
        ----------
        points : array, shape (N, d)
            Points g.
        weights : array, shape (N, n)
            Nonnegative weights μ of points p of the cone.

        Returns
        -------
        array, shape (N,)
            A residual e >= 0: p is within √(e (1 + Σ μ*)) of the nearest point, μ* the weights of that.
        """
        xp = namespace(points)
        near = weights @ like(self.rows, points)
        residual = points - near
        above = xp.max(residual @ like(self.columns, points), axis=-1)
        inner = xp.abs(xp.sum(near * residual, axis=-1))
        return xp.where(inner > above, inner, above)

    def _first_guess(self, sides: Array) -> Array:
        """Where the weights are positive after some steps of projected gradients with restarts (FISTA)."""
        xp = namespace(sides)
        n, d = self.rows.shape
        gram = like(np.asarray(self.rows @ self.columns / self.largest, dtype=np.float32), sides)
        sides = xp.astype(sides, xp.float32) * (1.0 / self.largest)
        here = ahead = xp.zeros_like(sides)
        momentum = 1.0
        for _ in range(STEPS if n <= d else 2 * STEPS):
            moved = positive_part(ahead - ahead @ gram + sides)
            following = 0.5 * (1.0 + (1.0 + 4.0 * momentum**2) ** 0.5)
            change = moved - here
            forwards = xp.sum((ahead - moved) * change, axis=-1, keepdims=True) <= 0
            ahead = moved + change * (xp.astype(forwards, xp.float32) * ((momentum - 1.0) / following))
            here, momentum = moved, following
        return here > 0

    def _exchanged(self, sides: Array, passive: Array) -> tuple[Array, Array]:
        """Weights, with the sets on which they may be positive, after exchanges until all signs are right."""
        xp = namespace(sides)
        n, d = self.rows.shape
        gram, weights = like(self.rows @ self.columns, sides), xp.zeros_like(sides)
        left = np.nonzero(_counts(passive) <= 2 * d)[0]
        fewest, patience = np.full(sides.shape[0], n + 1), np.full(sides.shape[0], PATIENCE)
        for _ in range(EXCHANGES):
            if not left.size:
                break
            index = like(left, sides)
            side, chosen = sides[index], passive[index]
            found = self._solved(side, chosen)
            weights[index] = found
            slopes = found @ gram - side
            wrong = (chosen & (found < -SLACK)) | (~chosen & (slopes < -SLACK))
            counts = _counts(wrong)
            keep = np.nonzero(counts)[0]
            left, counts, index = left[keep], counts[keep], like(keep, sides)
            wrong, chosen = wrong[index], chosen[index]
            better = counts < fewest[left]
            patience[left] = np.where(better, PATIENCE, patience[left] - 1)
            fewest[left] = np.where(better, counts, fewest[left])
            changed = chosen ^ wrong
            passive[like(left, sides)] = changed
            left = left[(patience[left] > 0) & (_counts(changed) <= 2 * d)]
        return positive_part(weights), passive

    def _solved(self, sides: Array, passive: Array) -> Array:
        """Solutions of the normal equations on the sets, zero elsewhere; sets of like sizes go together."""
        counts = _counts(passive)
        order = np.argsort(counts, kind="stable")
        parts, start, sizes = [], 0, counts[order]
        budget = BATCH if is_numpy(sides) else LARGE_BATCH
        flat = like(self.system, sides)
        while start < order.size:
            end = start + 1
            while end < order.size and (end + 1 - start) * int(sizes[end]) ** 2 <= budget:
                end += 1
            chosen = like(order[start:end], sides)
            parts.append(_solved_alike(flat, sides[chosen], passive[chosen], int(sizes[end - 1]), self.ridge))
            start = end
        return namespace(sides).concat(parts, axis=0)[like(np.argsort(order), sides)]

    def _refined(self, points: Array, weights: Array, passive: Array) -> Array:
        """Moved by the residual itself, of which the normal equations lose digits, where that is an improvement."""
        xp = namespace(points)
        for _ in range(REFINEMENTS):
            errors = _host(self.optimality(points, weights))
            rest = np.nonzero((errors > GOOD) & (_counts(passive) <= 2 * self.rows.shape[1]))[0]
            if not rest.size:
                break
            index = like(rest, points)
            chosen, old = points[index], weights[index]
            sides = (chosen - old @ like(self.rows, points)) @ like(self.columns, points)
            moved = positive_part(old + self._solved(sides, passive[index]))
            improved = self.optimality(chosen, moved) < like(errors[rest], points)
            weights[index] = xp.where(improved[:, None], moved, old)
        return weights


def _host(x: Array) -> np.ndarray:
    return np.asarray(x if is_numpy(x) else x.cpu())


def _counts(mask: Array) -> np.ndarray:
    """True entries of each row."""
    return _host(namespace(mask).count_nonzero(mask, axis=-1))


def _solved_alike(flat: Array, sides: Array, passive: Array, most: int, ridge: float) -> Array:
    """The same for few points: systems of one size, filled up from the identity."""
    xp = namespace(sides)
    n = sides.shape[-1]
    if most == 0:
        return xp.zeros_like(sides)
    order = xp.argsort(xp.astype(~passive, xp.int32), axis=-1, stable=True)
    index = order[:, :most]
    used = xp.take_along_axis(passive, index, axis=-1)
    places = xp.where(used, index, n + like(np.arange(most), sides))
    systems = flat[places[:, :, None] * (2 * n) + places[:, None, :]] + ridge * like(np.eye(most), sides)
    right = xp.where(used, xp.take_along_axis(sides, index, axis=-1), xp.zeros_like(sides[:, :most]))
    found = xp.linalg.solve(systems, right[..., None])[..., 0]
    whole = xp.concat((found, xp.zeros_like(sides[:, most:])), axis=-1)
    return xp.take_along_axis(whole, xp.argsort(order, axis=-1), axis=-1)
